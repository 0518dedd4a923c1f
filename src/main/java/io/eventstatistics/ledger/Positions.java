package io.eventstatistics.ledger;

import java.util.Arrays;

/**
 * How far a log was read: a position in each of its partitions. Partitions have no common
 * order, so one may be ahead of another's in some partitions and behind in others.
 * Immutable.
 */
public final class Positions {

	/** The beginning of every partition. */
	public static final Positions NONE = new Positions();

	/** By partition; {@link Position#NONE} in those past the end. */
	private final Position[] positions;

	private Positions(Position... positions) {
		this.positions = positions;
	}

	/**
	 * Returns the positions of a log.
	 * @param positions the position in each partition
	 * @return the positions
	 */
	public static Positions of(Position... positions) {
		return new Positions(positions.clone());
	}

	/**
	 * Returns the position in a partition.
	 * @param partition the number of the partition
	 * @return the position
	 */
	public Position in(int partition) {
		return (partition < this.positions.length) ? this.positions[partition] : Position.NONE;
	}

	/**
	 * Returns the positions after an entry: O(partitions).
	 * @param entry the entry that was read next in its partition
	 * @return the new positions
	 */
	public Positions after(LogEntry entry) {
		int partition = entry.partition();
		int length = this.positions.length;
		Position[] next = Arrays.copyOf(this.positions, Math.max(length, partition + 1));
		Arrays.fill(next, length, next.length, Position.NONE);
		next[partition] = entry.position();
		return new Positions(next);
	}

	/**
	 * Returns whether everything up to other positions was read: O(partitions).
	 * @param others the other positions
	 * @return whether no partition is behind
	 */
	public boolean reach(Positions others) {
		for (int partition = 0; partition < others.positions.length; partition++) {
			if (in(partition).compareTo(others.positions[partition]) < 0) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Positions positions && reach(positions) && positions.reach(this);
	}

	@Override
	public int hashCode() {
		int hash = 0;
		for (int partition = 0; partition < this.positions.length; partition++) {
			hash += (partition + 1) * (in(partition).hashCode() - Position.NONE.hashCode());
		}
		return hash;
	}

	@Override
	public String toString() {
		return (this.positions.length == 1) ? this.positions[0].toString() : Arrays.toString(this.positions);
	}

}
