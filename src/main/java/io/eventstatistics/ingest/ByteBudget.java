package io.eventstatistics.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory of all bodies in progress: their buffers and columns, not the bytes
 * that were read and discarded. Thread-safe.
 */
public final class ByteBudget {

	private final AtomicLong left;

	/**
	 * Creates a budget.
	 * @param bytes the largest number of bytes held at once
	 */
	public ByteBudget(long bytes) {
		this.left = new AtomicLong(bytes);
	}

	/** Returns the share of one body, which is empty at first. */
	Share share() {
		return new Share();
	}

	/**
	 * The memory of one body, released on close. Closing is idempotent. Not thread-safe.
	 */
	final class Share implements AutoCloseable {

		private long held;

		/**
		 * Adds memory to the share. Called before the memory is allocated.
		 * @param bytes the number of bytes to add, negative to subtract
		 * @throws OverloadedException if all bodies together would exceed the budget
		 */
		void hold(long bytes) {
			this.held += bytes;
			if (ByteBudget.this.left.addAndGet(-bytes) < 0 && bytes > 0) {
				throw new OverloadedException("request bodies in progress take too much memory: try again later");
			}
		}

		@Override
		public void close() {
			ByteBudget.this.left.addAndGet(this.held);
			this.held = 0;
		}

	}

}
