package io.eventstatistics.ledger;

/**
 * How many entries to ask for at once, so that an answer is neither small nor takes much
 * memory, be they of one event or of a hundred thousand. Not thread-safe.
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
	 * @param bytes what it took
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
