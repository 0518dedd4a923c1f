package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the batches in work at once. Those past the limit wait in a short queue, for a
 * short time; past that they are refused. A client that sends its body slowly does not
 * hold a place while the server waits for it. Thread-safe.
 */
public final class BatchGate {

	private static final int WAITING_PER_PLACE = 4;

	private static final long MAX_WAIT_MILLIS = 500;

	private final Semaphore places;

	private final Semaphore waiting;

	/**
	 * Creates a gate.
	 * @param concurrency how many batches may be in work at once
	 */
	public BatchGate(int concurrency) {
		this.places = new Semaphore(concurrency);
		this.waiting = new Semaphore(WAITING_PER_PLACE * concurrency);
	}

	/**
	 * Lets a batch in, which is in work until its body is closed.
	 * @param body the request's body
	 * @return the same, to be read in its place
	 * @throws OverloadedException if too much is under way
	 */
	public InputStream enter(InputStream body) {
		if (!this.places.tryAcquire()) {
			await();
		}
		return new Admitted(body);
	}

	private void await() {
		if (!this.waiting.tryAcquire()) {
			throw new OverloadedException("too many batches are in work at once: try again later");
		}
		try {
			if (!this.places.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
				throw new OverloadedException("too many batches are in work at once: try again later");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new OverloadedException("the server is about to stop: try again later");
		}
		finally {
			this.waiting.release();
		}
	}

	/** Gives its place up while the next bytes are not there yet. */
	private final class Admitted extends FilterInputStream {

		private boolean closed;

		Admitted(InputStream body) {
			super(body);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return (super.available() > 0) ? super.read(target, offset, length) : readOutside(target, offset, length);
		}

		/** Leaves the body open, and may be repeated. */
		@Override
		public void close() {
			if (!this.closed) {
				this.closed = true;
				BatchGate.this.places.release();
			}
		}

		private int readOutside(byte[] target, int offset, int length) throws IOException {
			BatchGate.this.places.release();
			try {
				return super.read(target, offset, length);
			}
			finally {
				BatchGate.this.places.acquireUninterruptibly();
			}
		}

	}

}
