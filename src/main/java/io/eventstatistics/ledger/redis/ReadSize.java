package io.eventstatistics.ledger.redis;

/**
 * How many entries to read at once, so that an answer is neither small nor takes much
 * memory, whether entries hold one event or a hundred thousand. Not thread-safe.
 */
final class ReadSize {

	private static final int MAX_ENTRIES = 64;

	private static final long FEW_BYTES = 1 << 20;

	private static final long MANY_BYTES = 4 << 20;

	private int entries = 1;

	int entries() {
		return this.entries;
	}

	/**
	 * Adapts to an answer.
	 * @param bytes its size
	 */
	void adapt(long bytes) {
		if (bytes > MANY_BYTES) {
			this.entries = Math.max(1, this.entries / 2);
		}
		else if (bytes < FEW_BYTES) {
			this.entries = Math.min(MAX_ENTRIES, 2 * this.entries);
		}
	}

}
