package io.eventstatistics.window;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a question has gathered of some events, from which every figure can be read. No
 * figure depends on the order of the events. Not thread-safe.
 */
public final class Aggregate {

	private final Summary summary = new Summary();

	private final @Nullable Distribution distribution;

	/** Once a quantile was asked for. */
	private @Nullable Ranks ranksOfRoots;

	/**
	 * Creates an aggregate of no events.
	 * @param distribution whether it is to know how the values spread
	 */
	public Aggregate(boolean distribution) {
		this.distribution = distribution ? new Distribution() : null;
	}

	/**
	 * Adds what is known of a whole slice; O(1), but where this is to know how values
	 * spread: then linear in the bins of a sketch.
	 */
	void add(Slice slice) {
		this.summary.add(slice.summary());
		spread(slice::distribution);
	}

	void add(double value) {
		this.summary.add(value);
		if (this.distribution != null) {
			this.distribution.add(value);
		}
	}

	/** Adds a summary of events that are to be added to the distribution, too. */
	void add(Summary summarized) {
		this.summary.add(summarized);
	}

	/** Adds how values spread that are to be added to the summary, too. */
	void spread(Supplier<Distribution> lifted) {
		if (this.distribution != null) {
			this.distribution.add(lifted.get());
		}
	}

	/**
	 * Adds to the distribution a run of values that are to be added to the summary, too.
	 */
	void spread(double[] values, int from, int to) {
		if (this.distribution != null) {
			this.distribution.add(values, from, to);
		}
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
	 * @throws IllegalStateException if this does not know how the values spread
	 */
	public Number variance() {
		return isEmpty() ? Double.NaN : distribution().squares.variance(this.summary.sum(), this.summary.count());
	}

	/**
	 * Returns the standard deviation of the population.
	 * @return the double nearest to it, ties to even; NaN where there are no events
	 * @throws IllegalStateException if this does not know how the values spread
	 */
	public double standardDeviation() {
		return isEmpty() ? Double.NaN
				: distribution().squares.standardDeviation(this.summary.sum(), this.summary.count());
	}

	/**
	 * Returns a quantile: the value of rank {@code q * (count - 1)}, counted from 0 in
	 * ascending order, where that is between two ranks interpolated linearly.
	 * @param q from 0 to 1
	 * @return the least value for 0, the greatest for 1; else within 1 % of the value or,
	 * where it lies between two of different signs, within 1 % of the greater of their
	 * magnitudes; NaN where there are no events
	 * @throws IllegalStateException if this does not know how the values spread
	 */
	public double quantile(double q) {
		if (isEmpty()) {
			return Double.NaN;
		}
		double rank = q * (this.summary.count() - 1);
		long lower = (long) rank;
		double weight = rank - lower;
		double value = valueAt(lower);
		double next = (weight == 0) ? value : valueAt(lower + 1);
		return (value == next) ? value : value * (1 - weight) + next * weight;
	}

	private double valueAt(long rank) {
		long count = this.summary.count();
		if (rank == 0) {
			return this.summary.min();
		}
		if (rank >= count - 1) {
			return this.summary.max();
		}
		if (this.ranksOfRoots == null) {
			this.ranksOfRoots = distribution().ranksOfRoots(count);
		}
		double root = this.ranksOfRoots.valueAt(rank);
		return Math.min(Math.max(Math.copySign(root * root, root), this.summary.min()), this.summary.max());
	}

	private boolean isEmpty() {
		return this.summary.count() == 0;
	}

	private Distribution distribution() {
		if (this.distribution == null) {
			throw new IllegalStateException("this aggregate was not asked to know how values spread");
		}
		return this.distribution;
	}

}
