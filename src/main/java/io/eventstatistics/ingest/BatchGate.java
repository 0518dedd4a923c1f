package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.eventstatistics.carrier.CarrierThreads;

/**
 * Limits the batches processed at once. Further batches wait in a short queue, first
 * come, first served, and are rejected if the queue is full or the wait is too long. One
 * permit is reserved for small batches, so that they do not wait for expensive ones. A
 * client that sends its body slowly holds no permit while the server waits for it.
 * Thread-safe.
 */
public final class BatchGate {

	/** Bodies up to this size are small: 64 KB, parsed within a millisecond or so. */
	public static final long SMALL_BYTES = 64 * 1024;

	/** Bodies up to this size are cheap: a tenth of a millisecond. */
	private static final int CHEAP_BYTES = 2 * 1024;

	/** The same of compressed bodies: a thousand times as many bytes at most. */
	private static final int CHEAP_COMPRESSED_BYTES = 256;

	/** The size of a body whose size is not known in advance. */
	public static final long UNKNOWN_BYTES = Long.MAX_VALUE;

	private static final int WAITING_PER_PLACE = 4;

	private static final long MAX_WAIT_MILLIS = 500;

	private final FairPermits all;

	/** The permits of large batches, which are acquired first. */
	private final FairPermits large;

	/**
	 * Creates a limit.
	 * @param concurrency the largest number of batches processed at once
	 */
	public BatchGate(int concurrency) {
		this.all = permits(concurrency);
		this.large = permits(Math.max(1, concurrency - 1));
	}

	private static FairPermits permits(int count) {
		return new FairPermits(count, WAITING_PER_PLACE, MAX_WAIT_MILLIS,
				"too many batches are processed at once: try again later");
	}

	/**
	 * Acquires a permit for a batch, which is released when its body is closed.
	 * @param body the request's body
	 * @param bytes the largest decompressed size of the body, or {@link #UNKNOWN_BYTES}
	 * @return the body to read instead
	 * @throws OverloadedException if too many batches are in progress
	 */
	public InputStream enter(InputStream body, long bytes) {
		boolean small = bytes <= SMALL_BYTES;
		if (!small) {
			this.large.acquire();
		}
		try {
			this.all.acquire();
		}
		catch (OverloadedException ex) {
			if (!small) {
				this.large.release();
			}
			throw ex;
		}
		return new Admitted(body, small, bytes <= CHEAP_BYTES);
	}

	/**
	 * Returns a body that acquires a permit, as for a large batch, once more of it is
	 * read than is cheap: 2 KB, or 256 bytes if they are compressed. The permit is
	 * released when the body is closed.
	 * @param body the request's body
	 * @param compressed whether the body is compressed
	 * @return the body to read instead; reading throws {@link OverloadedException} if too
	 * many batches are in progress
	 */
	public InputStream enterLater(InputStream body, boolean compressed) {
		return new AdmittedLater(body, compressed ? CHEAP_COMPRESSED_BYTES : CHEAP_BYTES);
	}

	/**
	 * Returns the approximate number of waiting batches, including those that acquire a
	 * permit again.
	 */
	int waiting() {
		return this.all.waiting() + this.large.waiting();
	}

	/** Releases the permit while the read would block. */
	private final class Admitted extends FilterInputStream {

		private final boolean small;

		private final boolean cheap;

		private boolean closed;

		Admitted(InputStream body, boolean small, boolean cheap) {
			super(body);
			this.small = small;
			this.cheap = cheap;
			begin();
		}

		@Override
		public int read() throws IOException {
			return SingleByte.read(this);
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			return isAvailable() ? super.read(target, offset, length) : readWithoutPermit(target, offset, length);
		}

		/** Leaves the body open. Idempotent. */
		@Override
		public void close() {
			if (!this.closed) {
				this.closed = true;
				leave();
			}
		}

		private boolean isAvailable() throws IOException {
			return (this.in instanceof IncomingBody body) ? body.isAvailable() : super.available() > 0;
		}

		private int readWithoutPermit(byte[] target, int offset, int length) throws IOException {
			leave();
			try {
				return super.read(target, offset, length);
			}
			finally {
				if (!this.small) {
					BatchGate.this.large.acquireAgain();
				}
				BatchGate.this.all.acquireAgain();
				begin();
			}
		}

		private void begin() {
			if (!this.cheap) {
				CarrierThreads.JVM.begin();
			}
		}

		private void leave() {
			if (!this.cheap) {
				CarrierThreads.JVM.end();
			}
			BatchGate.this.all.release();
			if (!this.small) {
				BatchGate.this.large.release();
			}
		}

	}

	/** Acquires a permit after the bytes that are cheap. */
	private final class AdmittedLater extends FilterInputStream {

		private int cheap;

		private boolean admitted;

		AdmittedLater(InputStream body, int cheap) {
			super(body);
			this.cheap = cheap;
		}

		@Override
		public int read() throws IOException {
			return SingleByte.read(this);
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			if (this.cheap > 0 || length == 0) {
				int read = super.read(target, offset, Math.min(length, this.cheap));
				this.cheap -= Math.max(0, read);
				return read;
			}
			if (!this.admitted) {
				this.in = enter(this.in, UNKNOWN_BYTES);
				this.admitted = true;
			}
			return super.read(target, offset, length);
		}

		/** Leaves the body open. Idempotent. */
		@Override
		public void close() throws IOException {
			if (this.admitted) {
				super.close();
			}
		}

	}

}
