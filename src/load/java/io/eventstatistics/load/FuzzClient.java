package io.eventstatistics.load;

import java.io.IOException;

/**
 * Sends mutated requests, one at a time, and keeps its connection where it can. One
 * thread sends, another may watch the time.
 */
final class FuzzClient {

	private static final long PATIENCE_NANOS = 5_000_000_000L;

	private final int port;

	private final FuzzGenerator generator;

	private final FuzzReport report;

	/** Null between connections. */
	private volatile RawConnection connection;

	/** When an exchange has to be over; 0 between exchanges. */
	private volatile long deadlineNanos;

	private volatile boolean late;

	/** The request before on the connection. */
	private FuzzRequest before;

	private long sent;

	private long acknowledged;

	/** Events of requests that were broken off: the service may have read them whole. */
	private long unanswered;

	FuzzClient(int port, FuzzGenerator generator, FuzzReport report) {
		this.port = port;
		this.generator = generator;
		this.report = report;
	}

	long sent() {
		return this.sent;
	}

	long unanswered() {
		return this.unanswered;
	}

	long acknowledged() {
		return this.acknowledged;
	}

	/** From another thread: closes a connection that has waited too long. */
	void abortIfLate() {
		long deadline = this.deadlineNanos;
		RawConnection current = this.connection;
		if (deadline != 0 && System.nanoTime() > deadline && current != null) {
			this.late = true;
			close(current);
		}
	}

	void send(long seed) {
		FuzzRequest request = this.generator.request(seed);
		this.report.sent(request);
		this.sent++;
		this.late = false;
		this.deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
		boolean keep = false;
		try {
			if (this.connection == null) {
				this.connection = new RawConnection(this.port);
				this.before = null;
			}
			request.before = this.before;
			keep = exchange(seed, request);
		}
		catch (IOException | RuntimeException ex) {
			boolean excused = !this.late && (!request.whole || request.brokenOffAt >= 0);
			if (excused) {
				this.unanswered += FuzzJudge.events(request);
			}
			else {
				this.report.fault(
						this.late ? "no answer and no close within 5 s" : "no readable answer: " + ex.getMessage(),
						seed, request, null);
			}
		}
		this.deadlineNanos = 0;
		request.before = null;
		this.before = request;
		if (!keep) {
			close(this.connection);
			this.connection = null;
		}
	}

	/** Whether the connection can be used again. */
	private boolean exchange(long seed, FuzzRequest request) throws IOException {
		byte[] bytes = request.bytes();
		if (request.brokenOffAt >= 0) {
			this.connection.write(bytes, request.brokenOffAt, false);
			return false;
		}
		write(request, bytes, (seed & 7) == 0);
		long start = System.nanoTime();
		RawAnswer answer = this.connection.read(request.wantsNoBody());
		if (request.whole) {
			if (answer == null) {
				this.report.fault("closed without an answer", seed, request, null);
				return false;
			}
			judge(seed, request, answer, start);
			if (answer.keepsConnection() && this.connection.hasMore()) {
				this.report.fault("more than one answer", seed, request, answer);
				return false;
			}
			return answer.keepsConnection();
		}
		while (answer != null) {
			judge(seed, request, answer, start);
			answer = answer.endless() ? null : this.connection.read(false);
		}
		return false;
	}

	/** Where the server answers and closes before all is written, its answer counts. */
	private void write(FuzzRequest request, byte[] bytes, boolean inPieces) throws IOException {
		try {
			this.connection.write(bytes, bytes.length, inPieces);
			if (!request.whole) {
				this.connection.end();
			}
		}
		catch (IOException ex) {
			if (this.late) {
				throw ex;
			}
		}
	}

	private void judge(long seed, FuzzRequest request, RawAnswer answer, long start) {
		this.report.answered(answer.status(), System.nanoTime() - start);
		this.acknowledged += FuzzJudge.acknowledged(request, answer);
		for (String fault : FuzzJudge.faults(request, answer)) {
			this.report.fault(fault, seed, request, answer);
		}
	}

	private static void close(RawConnection connection) {
		try {
			if (connection != null) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
