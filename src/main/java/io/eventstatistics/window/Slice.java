package io.eventstatistics.window;

import java.util.List;

import io.eventstatistics.window.spread.Spread;

/**
 * A slice of time with the summary of its events: a {@link Pane}, which is cut into parts
 * that are slices again, or a {@link Slot}, which keeps its events. Not thread-safe.
 */
abstract sealed class Slice permits Pane, Slot {

	final PaneSupply supply;

	/** In nanoseconds. */
	final long length;

	/** In nanoseconds since the epoch; set anew where the slice is used again. */
	long start;

	Slice(PaneSupply supply, long length) {
		this.supply = supply;
		this.length = length;
	}

	/**
	 * Takes in the run of events, from the first of the given ones, that one slot of this
	 * slice covers.
	 * @param summarized whether {@link PaneSupply#run} is the summary of all of them
	 * @return the index of the first event not taken in
	 */
	abstract int addToSlot(long[] timestamps, double[] values, int from, int to, boolean summarized);

	/** Of all events that this slice holds. */
	abstract Summary summary();

	/** Whether this slice holds no events. */
	abstract boolean isEmpty();

	/** Adds how the values of all events spread, a part or more. */
	abstract void addSpreads(List<Spread> target);

	/**
	 * Lifts a number of the events that were not lifted yet.
	 * @return how much work that was, in events; less than the number where none are left
	 */
	abstract int lift(int most);

	/** Adds the events at or after an edge to an aggregate. */
	abstract void summarize(long edge, Aggregate target);

	/** Adds the events that count to the steps of a timeline. */
	abstract void collect(Timeline target);

	/** Forgets the events before an edge. */
	abstract void removeBefore(long edge);

	/** Forgets all events. */
	abstract void clear();

	/** Returns the end of the run of events, from the first, that this slice covers. */
	final int endOfRun(long[] timestamps, int from, int to) {
		int index = from;
		while (index < to && covers(timestamps[index])) {
			index++;
		}
		return index;
	}

	/**
	 * Says whether a moment lies in this slice.
	 * @param timestamp nanoseconds since the epoch
	 * @return whether the slice covers it
	 */
	public final boolean covers(long timestamp) {
		return timestamp >= this.start && timestamp < end();
	}

	/**
	 * Returns the first moment of this slice.
	 * @return nanoseconds since the epoch
	 */
	public final long start() {
		return this.start;
	}

	/**
	 * Returns the first moment after this slice.
	 * @return nanoseconds since the epoch
	 */
	public final long end() {
		return this.start + this.length;
	}

}
