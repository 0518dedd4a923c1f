package io.eventstatistics.ledger;

import java.time.Instant;

/**
 * Where an entry stands in the log: Redis' time when it was appended, never before that
 * of the entry before it, and a number among those of the same millisecond.
 *
 * @param millis since the epoch, unsigned
 * @param number from 0
 */
record EntryId(long millis, long number) implements Comparable<EntryId> {

	/** Before all entries. */
	static final EntryId NONE = new EntryId(0, 0);

	static EntryId parse(String text) {
		int dash = text.indexOf('-');
		return new EntryId(Long.parseUnsignedLong(text, 0, dash, 10),
				Long.parseUnsignedLong(text, dash + 1, text.length(), 10));
	}

	/**
	 * Returns the time by the log; the greatest number of milliseconds where it is more.
	 */
	Instant time() {
		return Instant.ofEpochMilli((this.millis < 0) ? Long.MAX_VALUE : this.millis);
	}

	@Override
	public int compareTo(EntryId other) {
		int byMillis = Long.compareUnsigned(this.millis, other.millis);
		return (byMillis != 0) ? byMillis : Long.compareUnsigned(this.number, other.number);
	}

	@Override
	public String toString() {
		return Long.toUnsignedString(this.millis) + "-" + Long.toUnsignedString(this.number);
	}

}
