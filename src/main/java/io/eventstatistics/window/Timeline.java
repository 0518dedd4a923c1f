package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * Consecutive steps of time of equal length, each with the aggregate of its events. The
 * first step counts from an edge on, the last has no end. Not thread-safe.
 */
public final class Timeline {

	private final long edge;

	private final long start;

	private final long step;

	private final boolean detailed;

	/** A step is there from its first event on. */
	private final @Nullable Aggregate[] points;

	/**
	 * Creates steps without events.
	 * @param edge events before it do not count; nanoseconds since the epoch
	 * @param start of the first step, at or before the edge and less than a step from it
	 * @param step the length of a step in nanoseconds, above 0
	 * @param count how many steps, 1 or more
	 * @param detailed whether the aggregates know percentiles and variance
	 */
	public Timeline(long edge, long start, long step, int count, boolean detailed) {
		this.edge = edge;
		this.start = start;
		this.step = step;
		this.detailed = detailed;
		this.points = new @Nullable Aggregate[count];
	}

	/**
	 * Creates steps without events that are aligned to the epoch.
	 * @param edge events before it do not count; nanoseconds since the epoch
	 * @param now a moment that the last step covers, at or after the edge
	 * @param step the length of a step in nanoseconds, above 0
	 * @param detailed whether the aggregates know percentiles and variance
	 * @return the steps
	 */
	public static Timeline between(long edge, long now, long step, boolean detailed) {
		long first = Math.floorDiv(edge, step);
		int count = (int) (Math.floorDiv(now, step) - first) + 1;
		return new Timeline(edge, first * step, step, count, detailed);
	}

	/**
	 * Creates a single step, which has no end.
	 * @param edge where it starts, in nanoseconds since the epoch
	 * @param detailed whether its aggregate knows percentiles and variance
	 */
	public Timeline(long edge, boolean detailed) {
		this(edge, edge, 1, 1, detailed);
	}

	/**
	 * Returns how many steps there are.
	 * @return the number, 1 or more
	 */
	public int size() {
		return this.points.length;
	}

	/**
	 * Returns what a step holds.
	 * @param index from 0 to below the size
	 * @return the aggregate
	 */
	public Aggregate point(int index) {
		Aggregate point = this.points[index];
		if (point == null) {
			point = new Aggregate(this.detailed);
			this.points[index] = point;
		}
		return point;
	}

	/**
	 * Returns when a step starts.
	 * @param index from 0 to below the size
	 * @return nanoseconds since the epoch
	 */
	public long start(int index) {
		return this.start + index * this.step;
	}

	/**
	 * Returns where counting starts.
	 * @return nanoseconds since the epoch
	 */
	public long edge() {
		return this.edge;
	}

	/** Of a moment at or after the edge. */
	Aggregate pointAt(long timestamp) {
		return point(indexOf(timestamp));
	}

	/**
	 * Whether events between two timestamps, the last not before the edge, are of one
	 * step.
	 */
	boolean holdsInOne(long least, long greatest) {
		return indexOf(Math.max(this.edge, least)) == indexOf(greatest);
	}

	private int indexOf(long timestamp) {
		return (int) Math.min((timestamp - this.start) / this.step, this.points.length - 1);
	}

}
