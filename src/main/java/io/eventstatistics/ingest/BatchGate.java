package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the batches in work at once. Batches past the limit wait in a short queue, for a
 * short time, and enter in the order in which they came; past that they are refused. One
 * place is kept for small batches, so that they do not wait for costly ones. A client
 * that sends its body slowly holds no place while the server waits for it. Thread-safe.
 */
public final class BatchGate {

	/** Bodies up to this size are small: 64 KB, parsed within a millisecond or so. */
	static final long SMALL_BYTES = 64 * 1024;

	/** The size of a body that is not known before it is read. */
	public static final long UNKNOWN_BYTES = Long.MAX_VALUE;

	private static final int WAITING_PER_PLACE = 4;

	private static final long MAX_WAIT_MILLIS = 500;

	private final Lane all;

	/** Of large batches, which enter here first. */
	private final Lane large;

	/**
	 * Creates a gate.
	 * @param concurrency how many batches may be in work at once
	 */
	public BatchGate(int concurrency) {
		this.all = new Lane(concurrency);
		this.large = new Lane(Math.max(1, concurrency - 1));
	}

	/**
	 * Lets a batch in, which is in work until its body is closed.
	 * @param body the request's body
	 * @param bytes how many the body has at most, decompressed, or {@link #UNKNOWN_BYTES}
	 * @return the same, to be read in its place
	 * @throws OverloadedException if too much is under way
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

	/** Returns about how many batches wait, those in work that wait again included. */
	int waiting() {
		return this.all.places.getQueueLength() + this.large.places.getQueueLength();
	}

	/** Places, and who waits for one, first come, first served. */
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

		/** Of a batch that was let in before: it is not refused. */
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

		/** With a time, even of 0, it does not overtake those that wait. */
		private boolean tryEnter(long millis) {
			try {
				return this.places.tryAcquire(millis, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new OverloadedException("the server is about to stop: try again later");
			}
		}

		private static OverloadedException refusal() {
			return new OverloadedException("too many batches are in work at once: try again later");
		}

	}

	/** Releases its place while the read would block. */
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

		/** Leaves the body open, and may be repeated. */
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
