package io.eventstatistics.window;

/**
 * A slice of time with the summary of its events: a {@link Pane}, which is cut into parts
 * that are slices again, or a {@link Slot}, which keeps its events. Not thread-safe.
 */
abstract sealed class Slice permits Pane, Slot {

	/** In nanoseconds since the epoch. */
	final long start;

	final long lengthNanos;

	/** Of all events that this slice holds. */
	final Summary summary = new Summary();

	Slice(long start, long lengthNanos) {
		this.start = start;
		this.lengthNanos = lengthNanos;
	}

	/**
	 * Takes in the run of events, from the first of the given ones, that this slice
	 * covers.
	 * @return the index of the first event not taken in
	 */
	abstract int add(long[] timestamps, double[] values, int from, int to);

	/** Adds the events at or after an edge to a summary. */
	abstract void summarize(long edge, Summary target);

	/** Forgets the events before an edge. */
	abstract void removeBefore(long edge);

	/**
	 * Says whether a moment lies in this slice.
	 * @param timestamp nanoseconds since the epoch
	 * @return whether the slice covers it
	 */
	public final boolean covers(long timestamp) {
		return timestamp >= this.start && timestamp < end();
	}

	/**
	 * Returns the first moment after this slice.
	 * @return nanoseconds since the epoch
	 */
	public final long end() {
		return this.start + this.lengthNanos;
	}

	/**
	 * Returns how many events this slice holds.
	 * @return the count, 0 or more
	 */
	public final long count() {
		return this.summary.count();
	}

}
