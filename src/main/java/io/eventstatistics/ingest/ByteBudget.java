package io.eventstatistics.ingest;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory that bodies under way take together, after decompression.
 * Thread-safe.
 */
public final class ByteBudget {

	private final AtomicLong left;

	/**
	 * Creates a budget.
	 * @param bytes how many bytes of bodies may be under way at once
	 */
	public ByteBudget(long bytes) {
		this.left = new AtomicLong(bytes);
	}

	/**
	 * Counts what is read of a body until it is closed, which does not close the body
	 * itself. Reading it throws an {@link OverloadedException} where too much is under
	 * way.
	 */
	InputStream meter(InputStream body) {
		return new Metered(body);
	}

	private final class Metered extends CountedInputStream {

		private long bytes;

		Metered(InputStream body) {
			super(body);
		}

		@Override
		public void close() {
			ByteBudget.this.left.addAndGet(this.bytes);
			this.bytes = 0;
		}

		@Override
		void count(int read) {
			this.bytes += read;
			if (ByteBudget.this.left.addAndGet(-read) < 0) {
				throw new OverloadedException("too much is being received at once: try again later");
			}
		}

	}

}
