package io.eventstatistics.ledger.redis;

/**
 * Adapts the number of entries to read at once to their size, so that an answer is
 * neither small nor large, whether entries have one event or a hundred thousand. Not
 * thread-safe.
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
	 * @param bytes the size of the answer
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
