package io.eventstatistics.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Keeps connections busy for a time, each with one request at a time. It uses little CPU,
 * because it shares the cores with the server.
 */
final class Client {

	private Client() {
	}

	/**
	 * Sends requests, taking turns among the given ones.
	 * @return the answers
	 */
	static Answers send(int port, int connections, long millis, byte[]... requests) throws Exception {
		List<Supplier<byte[]>> turns = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			AtomicInteger next = new AtomicInteger(i);
			turns.add(() -> requests[next.getAndIncrement() % requests.length]);
		}
		return send(port, millis, turns);
	}

	/**
	 * Sends requests.
	 * @param requests those of each connection, one after the other
	 * @return what came back
	 */
	static Answers send(int port, long millis, List<Supplier<byte[]>> requests) throws Exception {
		ConcurrentHashMap<Integer, AtomicLong> statuses = new ConcurrentHashMap<>();
		ExecutorService threads = Executors.newFixedThreadPool(requests.size());
		try {
			List<Future<long[]>> latencies = new ArrayList<>();
			long end = System.nanoTime() + millis * 1_000_000;
			for (Supplier<byte[]> own : requests) {
				latencies.add(threads.submit(() -> keepBusy(port, end, own, statuses)));
			}
			long[] all = {};
			for (Future<long[]> one : latencies) {
				long[] more = one.get();
				int size = all.length;
				all = Arrays.copyOf(all, size + more.length);
				System.arraycopy(more, 0, all, size, more.length);
			}
			Arrays.sort(all);
			return new Answers(all, statuses);
		}
		finally {
			threads.shutdownNow();
		}
	}

	static byte[] request(String line, String type, byte[] body) {
		String head = line + " HTTP/1.1\r\nHost: localhost\r\n"
				+ ((body.length > 0) ? "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n" : "")
				+ "\r\n";
		byte[] start = head.getBytes(StandardCharsets.US_ASCII);
		byte[] request = Arrays.copyOf(start, start.length + body.length);
		System.arraycopy(body, 0, request, start.length, body.length);
		return request;
	}

	private static long[] keepBusy(int port, long end, Supplier<byte[]> requests,
			ConcurrentHashMap<Integer, AtomicLong> statuses) throws IOException {
		long[] latencies = new long[1024];
		int count = 0;
		try (Connection connection = new Connection(port)) {
			for (long now = System.nanoTime(); now < end; count++) {
				int status = connection.exchange(requests.get());
				statuses.computeIfAbsent(status, (key) -> new AtomicLong()).incrementAndGet();
				long after = System.nanoTime();
				if (count == latencies.length) {
					latencies = Arrays.copyOf(latencies, 2 * count);
				}
				latencies[count] = after - now;
				now = after;
			}
		}
		return Arrays.copyOf(latencies, count);
	}

	/**
	 * The answers.
	 * @param latencies in nanoseconds, in ascending order
	 * @param statuses how many answers had which status
	 */
	record Answers(long[] latencies, ConcurrentHashMap<Integer, AtomicLong> statuses) {

		int count() {
			return this.latencies.length;
		}

		double millisAt(double rank) {
			return this.latencies[(int) (rank * (this.latencies.length - 1))] / 1e6;
		}

		long withStatus(int status) {
			AtomicLong count = this.statuses.get(status);
			return (count != null) ? count.get() : 0;
		}

	}

	/** One connection, reopened if the server closes it. */
	private static final class Connection implements AutoCloseable {

		private final int port;

		private Socket socket;

		private InputStream in;

		Connection(int port) throws IOException {
			this.port = port;
			this.socket = new Socket("127.0.0.1", port);
			this.in = open();
		}

		int exchange(byte[] request) throws IOException {
			try {
				return exchangeOnce(request);
			}
			catch (IOException ex) {
				close();
				this.socket = new Socket("127.0.0.1", this.port);
				this.in = open();
				return exchangeOnce(request);
			}
		}

		private InputStream open() throws IOException {
			this.socket.setTcpNoDelay(true);
			return new BufferedInputStream(this.socket.getInputStream());
		}

		private int exchangeOnce(byte[] request) throws IOException {
			this.socket.getOutputStream().write(request);
			String line = line();
			int status = Integer.parseInt(line.substring(9, 12));
			int length = 0;
			boolean chunked = false;
			for (line = line(); !line.isEmpty(); line = line()) {
				if (line.startsWith("Content-Length: ")) {
					length = Integer.parseInt(line.substring(16));
				}
				chunked |= line.startsWith("Transfer-Encoding: chunked");
			}
			if (chunked) {
				for (int size = chunk(); size > 0; size = chunk()) {
					this.in.skipNBytes(size + 2);
				}
				line();
			}
			else {
				this.in.skipNBytes(length);
			}
			return status;
		}

		private int chunk() throws IOException {
			return Integer.parseInt(line(), 16);
		}

		private String line() throws IOException {
			StringBuilder line = new StringBuilder(64);
			for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
				if (next < 0) {
					throw new IOException("the server closed the connection");
				}
				if (next != '\r') {
					line.append((char) next);
				}
			}
			return line.toString();
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
