package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the batches processed at once. Further batches wait in a short queue, first
 * come, first served, and are refused if the queue is full or the wait is too long. One
 * permit is reserved for small batches, so that they do not wait for expensive ones. A
 * client that sends its body slowly holds no permit while the server waits for it.
 * Thread-safe.
 */
public final class BatchGate {

	/** Bodies up to this size are small: 64 KB, parsed within a millisecond or so. */
	static final long SMALL_BYTES = 64 * 1024;

	/** The size of a body whose size is not known in advance. */
	public static final long UNKNOWN_BYTES = Long.MAX_VALUE;

	private static final int WAITING_PER_PLACE = 4;

	private static final long MAX_WAIT_MILLIS = 500;

	private final Lane all;

	/** The permits of large batches, which are acquired first. */
	private final Lane large;

	/**
	 * Creates a limit.
	 * @param concurrency the largest number of batches processed at once
	 */
	public BatchGate(int concurrency) {
		this.all = new Lane(concurrency);
		this.large = new Lane(Math.max(1, concurrency - 1));
	}

	/**
	 * Acquires a permit for a batch, which is released when its body is closed.
	 * @param body the request's body
	 * @param bytes the largest decompressed size of the body, or {@link #UNKNOWN_BYTES}
	 * @return the body to read in its place
	 * @throws OverloadedException if too many batches are in progress
	 */
	public InputStream enter(InputStream body, long bytes) {
		boolean small = bytes <= SMALL_BYTES;
		if (!small) {
			this.large.enter();
		}
		try {
			this.all.enter();
		}
		catch (OverloadedException ex) {
			if (!small) {
				this.large.leave();
			}
			throw ex;
		}
		return new Admitted(body, small);
	}

	/**
	 * Returns about how many batches wait, including those that wait for a permit again.
	 */
	int waiting() {
		return this.all.places.getQueueLength() + this.large.places.getQueueLength();
	}

	/** Permits with a fair queue. */
	private static final class Lane {

		private final Semaphore places;

		private final Semaphore waiting;

		Lane(int concurrency) {
			this.places = new Semaphore(concurrency, true);
			this.waiting = new Semaphore(WAITING_PER_PLACE * concurrency);
		}

		void enter() {
			if (!tryEnter(0)) {
				await();
			}
		}

		/** Acquires a permit again for a batch that was admitted; it is not refused. */
		void enterAgain() {
			this.places.acquireUninterruptibly();
		}

		void leave() {
			this.places.release();
		}

		private void await() {
			if (!this.waiting.tryAcquire()) {
				throw refusal();
			}
			try {
				if (!tryEnter(MAX_WAIT_MILLIS)) {
					throw refusal();
				}
			}
			finally {
				this.waiting.release();
			}
		}

		/** A timed attempt, even with 0, does not overtake the queue. */
		private boolean tryEnter(long millis) {
			try {
				return this.places.tryAcquire(millis, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new OverloadedException("the server is stopping: try again later");
			}
		}

		private static OverloadedException refusal() {
			return new OverloadedException("too many batches are processed at once: try again later");
		}

	}

	/** Releases the permit while the read would block. */
	private final class Admitted extends FilterInputStream {

		private final boolean small;

		private boolean closed;

		Admitted(InputStream body, boolean small) {
			super(body);
			this.small = small;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return isAtHand() ? super.read(target, offset, length) : readOutside(target, offset, length);
		}

		/** Leaves the body open. Idempotent. */
		@Override
		public void close() {
			if (!this.closed) {
				this.closed = true;
				leave();
			}
		}

		private boolean isAtHand() throws IOException {
			return (this.in instanceof IncomingBody body) ? body.isAtHand() : super.available() > 0;
		}

		private int readOutside(byte[] target, int offset, int length) throws IOException {
			leave();
			try {
				return super.read(target, offset, length);
			}
			finally {
				if (!this.small) {
					BatchGate.this.large.enterAgain();
				}
				BatchGate.this.all.enterAgain();
			}
		}

		private void leave() {
			BatchGate.this.all.leave();
			if (!this.small) {
				BatchGate.this.large.leave();
			}
		}

	}

}
