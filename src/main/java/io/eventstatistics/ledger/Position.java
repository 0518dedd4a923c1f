package io.eventstatistics.ledger;

/**
 * The position of an entry in a partition of a log: time and number in a Redis stream,
 * segment and offset in files, the next offset in a Kafka partition. Later entries have
 * greater positions.
 *
 * @param high compared first, unsigned
 * @param low compared among equal ones, unsigned
 */
public record Position(long high, long low) implements Comparable<Position> {

	/** Before all entries; less than the position of any entry. */
	public static final Position NONE = new Position(0, 0);

	@Override
	public int compareTo(Position other) {
		int byHigh = Long.compareUnsigned(this.high, other.high);
		return (byHigh != 0) ? byHigh : Long.compareUnsigned(this.low, other.low);
	}

	@Override
	public String toString() {
		return Long.toUnsignedString(this.high) + "-" + Long.toUnsignedString(this.low);
	}

}
