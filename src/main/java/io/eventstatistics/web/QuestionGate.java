package io.eventstatistics.web;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.eventstatistics.ingest.FairPermits;
import io.eventstatistics.ingest.OverloadedException;

/**
 * Bounds the questions in work at once and the memory of answers that clients have not
 * read yet. Questions past the limit wait in a short queue, for a short time, first come,
 * first served; past that they are refused. A question gives its permit back before its
 * answer is written, so that a client that does not read takes nothing but bytes of the
 * budget. Thread-safe.
 */
final class QuestionGate {

	/**
	 * Answers up to this size are not charged: the connection's own buffer holds them.
	 */
	static final int FREE_BYTES = 8192;

	private static final int WAITING_PER_PERMIT = 8;

	private static final long MAX_WAIT_MILLIS = 1000;

	private final FairPermits permits;

	private final AtomicLong bytesLeft;

	/**
	 * Creates a gate.
	 * @param concurrency how many questions may be in work at once
	 * @param bytes how many bytes of large answers may be unread at once
	 */
	QuestionGate(int concurrency, long bytes) {
		this.permits = new FairPermits(concurrency, WAITING_PER_PERMIT, MAX_WAIT_MILLIS,
				"too many questions are in work at once: try again later");
		this.bytesLeft = new AtomicLong(bytes);
	}

	/**
	 * Makes an answer while no more than the permitted number are being made.
	 * @param expectedBytes the size of the answer, estimated from above
	 * @param maker makes it
	 * @return the answer, to be closed when it is written
	 * @throws OverloadedException if too much is under way
	 */
	Answer answer(long expectedBytes, Supplier<byte[]> maker) {
		this.permits.acquire();
		try {
			Answer answer = new Answer(expectedBytes);
			try {
				answer.fill(maker.get());
				return answer;
			}
			catch (RuntimeException | Error ex) {
				answer.close();
				throw ex;
			}
		}
		finally {
			this.permits.release();
		}
	}

	/** Returns about how many questions wait. */
	int waiting() {
		return this.permits.waiting();
	}

	/** An answer whose bytes are charged until it is closed. Not thread-safe. */
	final class Answer implements AutoCloseable {

		private long charged;

		private byte[] bytes = {};

		private Answer(long expectedBytes) {
			charge(expectedBytes);
		}

		byte[] bytes() {
			return this.bytes;
		}

		@Override
		public void close() {
			charge(0);
		}

		private void fill(byte[] bytes) {
			this.bytes = bytes;
			charge(bytes.length);
		}

		private void charge(long bytes) {
			long charge = (bytes > FREE_BYTES) ? bytes : 0;
			long more = charge - this.charged;
			if (QuestionGate.this.bytesLeft.addAndGet(-more) < 0 && more > 0) {
				QuestionGate.this.bytesLeft.addAndGet(more);
				throw new OverloadedException("too many large answers are not read yet: try again later");
			}
			this.charged = charge;
		}

	}

}
