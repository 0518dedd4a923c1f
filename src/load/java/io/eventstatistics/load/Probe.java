package io.eventstatistics.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A well-behaved client: one request at a time, fifty a second, over one connection. Not
 * thread-safe.
 */
final class Probe {

	private static final long PAUSE_MILLIS = 20;

	private final int port;

	private final byte[] request;

	private final List<Long> nanos = new ArrayList<>();

	private final Map<Integer, Integer> statuses = new TreeMap<>();

	private int lost;

	Probe(int port, byte[] request) {
		this.port = port;
		this.request = request;
	}

	Void run(long millis) throws IOException, InterruptedException {
		long end = System.nanoTime() + millis * 1_000_000;
		while (System.nanoTime() < end) {
			try (RawConnection connection = new RawConnection(this.port)) {
				while (System.nanoTime() < end && exchange(connection)) {
					Thread.sleep(PAUSE_MILLIS);
				}
			}
			catch (IOException ex) {
				this.lost++;
			}
		}
		return null;
	}

	/** Returns whether the connection can be used again. */
	private boolean exchange(RawConnection connection) throws IOException {
		long start = System.nanoTime();
		connection.write(this.request, this.request.length, false);
		RawAnswer answer = connection.read(false);
		if (answer == null) {
			throw new IOException("no answer");
		}
		this.nanos.add(System.nanoTime() - start);
		this.statuses.merge(answer.status(), 1, Integer::sum);
		return answer.keepsConnection();
	}

	int count() {
		return this.nanos.size();
	}

	double millisAt(double rank) {
		Collections.sort(this.nanos);
		return this.nanos.isEmpty() ? Double.POSITIVE_INFINITY
				: this.nanos.get((int) (rank * (this.nanos.size() - 1))) / 1e6;
	}

	Map<Integer, Integer> statuses() {
		return this.statuses;
	}

	int lost() {
		return this.lost;
	}

}
