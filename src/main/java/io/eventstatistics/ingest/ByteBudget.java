package io.eventstatistics.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory that all bodies under way hold together: buffers and columns, not the
 * bytes that were read and are gone. Thread-safe.
 */
public final class ByteBudget {

	private final AtomicLong left;

	/**
	 * Creates a budget.
	 * @param bytes how many bytes may be held at once
	 */
	public ByteBudget(long bytes) {
		this.left = new AtomicLong(bytes);
	}

	/** Returns the share of one body, which holds nothing at first. */
	Share share() {
		return new Share();
	}

	/**
	 * What one body holds. Closing gives it back, and may be repeated. Not thread-safe.
	 */
	final class Share implements AutoCloseable {

		private long held;

		/**
		 * Adds to what the body holds. Called before the memory is allocated.
		 * @param bytes how many more, or fewer if negative
		 * @throws OverloadedException if all bodies together would hold too much
		 */
		void hold(long bytes) {
			this.held += bytes;
			if (ByteBudget.this.left.addAndGet(-bytes) < 0 && bytes > 0) {
				throw new OverloadedException("too much is being received at once: try again later");
			}
		}

		@Override
		public void close() {
			ByteBudget.this.left.addAndGet(this.held);
			this.held = 0;
		}

	}

}
