package io.eventstatistics.window;

import java.util.Arrays;

import io.eventstatistics.window.sum.ExactSum;
import io.eventstatistics.window.sum.SquareSum;

/**
 * What a question gathers of some events, from which every figure can be read. No figure
 * depends on the order of the events. Values are only noted while they are gathered,
 * which is done under a lock, and evaluated when a figure is read. Not thread-safe.
 */
public final class Aggregate {

	private final Summary summary = new Summary();

	/** Whether this knows percentiles and variance. */
	private final boolean detailed;

	private double[] loose = {};

	private int looseCount;

	private boolean sorted;

	/**
	 * Creates an aggregate of no events.
	 * @param detailed whether it knows percentiles and variance
	 */
	public Aggregate(boolean detailed) {
		this.detailed = detailed;
	}

	/** Adds events without their details. */
	void add(Summary summarized) {
		this.summary.add(summarized);
	}

	/** Adds events without their details. */
	void add(int count, double min, double max, ExactSum sum) {
		this.summary.add(count, min, max, sum);
	}

	/** Adds an event. */
	void add(double value) {
		this.summary.add(value);
		if (this.detailed) {
			makeRoom(1);
			this.loose[this.looseCount++] = value;
		}
	}

	/** Adds the details of events that the summary has. */
	void addValues(double[] values, int from, int to) {
		makeRoom(to - from);
		System.arraycopy(values, from, this.loose, this.looseCount, to - from);
		this.looseCount += to - from;
	}

	/** Whether the details of events are to be added. */
	boolean isDetailed() {
		return this.detailed;
	}

	/**
	 * Returns count, least, greatest and sum of the events.
	 * @return the summary, which is this aggregate's own
	 */
	public Summary summary() {
		return this.summary;
	}

	/**
	 * Returns the variance of the population.
	 * @return the nearest double; where that would be below the least normal double or
	 * infinite, a decimal of 17 digits; NaN where there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public Number variance() {
		return isEmpty() ? Double.NaN : squares().variance(this.summary.sum(), this.summary.count());
	}

	/**
	 * Returns the standard deviation of the population.
	 * @return the double nearest to it, ties to even; NaN where there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public double standardDeviation() {
		return isEmpty() ? Double.NaN : squares().standardDeviation(this.summary.sum(), this.summary.count());
	}

	/**
	 * Returns a quantile.
	 * @param q from 0 to 1
	 * @return the quantile; NaN where there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public double quantile(double q) {
		if (isEmpty()) {
			return Double.NaN;
		}
		requireDetails();
		if (!this.sorted) {
			Arrays.sort(this.loose, 0, this.looseCount);
			this.sorted = true;
		}
		double rank = q * (this.looseCount - 1);
		int lower = (int) rank;
		double weight = rank - lower;
		double value = this.loose[lower];
		double next = (weight == 0) ? value : this.loose[lower + 1];
		return (value == next) ? value : value * (1 - weight) + next * weight;
	}

	private SquareSum squares() {
		requireDetails();
		SquareSum squares = new SquareSum();
		squares.add(this.loose, 0, this.looseCount);
		return squares;
	}

	private void requireDetails() {
		if (!this.detailed) {
			throw new IllegalStateException("this aggregate was created without details");
		}
	}

	private void makeRoom(int count) {
		if (this.looseCount + count > this.loose.length) {
			this.loose = Arrays.copyOf(this.loose, Math.max(16, 2 * (this.looseCount + count)));
		}
	}

	private boolean isEmpty() {
		return this.summary.count() == 0;
	}

}
