package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * Consecutive time steps of equal length, each with the aggregate of its events. The
 * first step counts events from an edge on; the last step has no end. Not thread-safe.
 */
public final class Timeline {

	private final long edge;

	private final long start;

	private final long step;

	private final boolean detailed;

	/** The aggregates; null until the first event of a step. */
	private final @Nullable Aggregate[] points;

	/**
	 * Creates steps without events.
	 * @param edge events before it do not count; nanoseconds since the epoch
	 * @param start the start of the first step, at or before the edge by less than a step
	 * @param step the length of a step in nanoseconds, above 0
	 * @param count the number of steps, 1 or more
	 * @param detailed whether the aggregates collect values for percentiles and variance
	 */
	public Timeline(long edge, long start, long step, int count, boolean detailed) {
		this.edge = edge;
		this.start = start;
		this.step = step;
		this.detailed = detailed;
		this.points = new @Nullable Aggregate[count];
	}

	/**
	 * Creates steps without events, aligned to the epoch.
	 * @param edge events before it do not count; nanoseconds since the epoch
	 * @param now a moment that the last step covers, at or after the edge
	 * @param step the length of a step in nanoseconds, above 0
	 * @param detailed whether the aggregates collect values for percentiles and variance
	 * @return the steps
	 */
	public static Timeline between(long edge, long now, long step, boolean detailed) {
		long first = Math.floorDiv(edge, step);
		int count = (int) (Math.floorDiv(now, step) - first) + 1;
		return new Timeline(edge, first * step, step, count, detailed);
	}

	/**
	 * Creates a single step without an end.
	 * @param edge where it starts, in nanoseconds since the epoch
	 * @param detailed whether the aggregate collects values for percentiles and variance
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
	 * Returns the aggregate of a step.
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
	 * Returns the edge.
	 * @return nanoseconds since the epoch
	 */
	public long edge() {
		return this.edge;
	}

	/** Returns the step of a moment at or after the edge. */
	Aggregate pointAt(long timestamp) {
		return point(indexOf(timestamp));
	}

	/**
	 * Whether two timestamps are in the same step; the second is at or after the edge.
	 */
	boolean isWithinOneStep(long least, long greatest) {
		return indexOf(Math.max(this.edge, least)) == indexOf(greatest);
	}

	private int indexOf(long timestamp) {
		return (int) Math.min((timestamp - this.start) / this.step, this.points.length - 1);
	}

}
