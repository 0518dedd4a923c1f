package io.eventstatistics.web;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.eventstatistics.carrier.CarrierThreads;
import io.eventstatistics.ingest.FairPermits;
import io.eventstatistics.ingest.OverloadedException;

/**
 * Limits the questions answered at once and the memory of answers that clients have not
 * read yet. Further questions wait in a short queue, first come, first served, and are
 * rejected if the queue is full or the wait is too long. The permit is released before
 * the answer is written, so a client that does not read holds only bytes of the budget.
 * Thread-safe.
 */
final class QuestionGate {

	/**
	 * Answers up to this size, in bytes, are not charged: the connection's buffer holds
	 * them.
	 */
	static final int FREE_BYTES = 8192;

	private static final int WAITING_PER_PERMIT = 8;

	private static final long MAX_WAIT_MILLIS = 1000;

	private final FairPermits permits;

	private final AtomicLong bytesLeft;

	/**
	 * Creates a gate.
	 * @param concurrency the largest number of questions answered at once
	 * @param bytes the largest number of unread bytes of large answers
	 */
	QuestionGate(int concurrency, long bytes) {
		this.permits = new FairPermits(concurrency, WAITING_PER_PERMIT, MAX_WAIT_MILLIS,
				"too many questions are answered at once: try again later");
		this.bytesLeft = new AtomicLong(bytes);
	}

	/**
	 * Computes an answer, with a permit.
	 * @param expectedBytes estimates the size of the answer, rather too large, with a
	 * permit
	 * @param maker computes the answer
	 * @return the answer; the caller closes it after writing it
	 * @throws OverloadedException if too many questions are in progress or too many bytes
	 * are unread
	 */
	Answer answer(LongSupplier expectedBytes, Supplier<byte[]> maker) {
		this.permits.acquire();
		CarrierThreads.JVM.begin();
		try {
			Answer answer = new Answer(expectedBytes.getAsLong());
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
			CarrierThreads.JVM.end();
			this.permits.release();
		}
	}

	/** Returns the approximate number of waiting questions. */
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
