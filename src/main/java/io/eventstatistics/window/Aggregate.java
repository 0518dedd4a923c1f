package io.eventstatistics.window;

import java.util.Collection;
import java.util.List;

import io.eventstatistics.window.rank.Bin;
import io.eventstatistics.window.rank.CollectedValues;
import io.eventstatistics.window.rank.ColumnSurvey;
import io.eventstatistics.window.rank.Distribution;
import io.eventstatistics.window.rank.Quantile;
import io.eventstatistics.window.rank.Scale;
import io.eventstatistics.window.sum.ExactSum;
import io.eventstatistics.window.sum.SquareSum;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate of the events that a query selects. Every figure is exact, rounded once,
 * and independent of the order of the events. Collecting is cheap because it happens
 * under a lock: values are referenced, not evaluated. Figures are computed on demand. Not
 * thread-safe.
 */
public final class Aggregate {

	private final Summary summary;

	/** For percentiles and variance; null in an aggregate without details. */
	private final @Nullable Distribution distribution;

	/** The distribution if its values are collected here; else null. */
	private final @Nullable CollectedValues values;

	/**
	 * Creates an aggregate of no events.
	 * @param detailed whether to collect values for percentiles and variance
	 */
	public Aggregate(boolean detailed) {
		this.summary = new Summary();
		this.values = detailed ? new CollectedValues() : null;
		this.distribution = this.values;
	}

	/**
	 * Creates an aggregate of events whose values are elsewhere; none can be added.
	 * @param summary the summary of the events, not copied
	 * @param distribution their distribution, or null for an aggregate without details
	 */
	public Aggregate(Summary summary, @Nullable Distribution distribution) {
		this.summary = summary;
		this.values = null;
		this.distribution = distribution;
	}

	/** Adds events without their values. */
	void add(Summary summarized) {
		this.summary.add(summarized);
	}

	/** Adds events without their values. */
	void add(int count, double min, double max, ExactSum sum) {
		this.summary.add(count, min, max, sum);
	}

	/** Adds an event. */
	void add(double value) {
		this.summary.add(value);
		if (this.values != null) {
			this.values.add(value);
		}
	}

	/**
	 * Adds the events of another aggregate.
	 * @param other must not change afterwards; has details if this has
	 * @throws IllegalStateException if this has details, but one of both collects no
	 * values
	 */
	public void add(Aggregate other) {
		if (this.distribution != null) {
			values().addAll(other.values());
		}
		this.summary.add(other.summary);
	}

	/** Whether values are collected. */
	boolean isDetailed() {
		return this.values != null;
	}

	/**
	 * Returns the values of the events, not a copy.
	 * @throws IllegalStateException if this collects no values
	 */
	CollectedValues values() {
		if (this.values == null) {
			throw new IllegalStateException("this aggregate collects no values");
		}
		return this.values;
	}

	/**
	 * Returns the values of the events for a selection of ranks among several aggregates.
	 * @return the values, not copied
	 * @throws IllegalStateException if this collects no values
	 */
	public ColumnSurvey survey() {
		return values().survey();
	}

	/**
	 * Returns the sum of the squares of the values.
	 * @return the sum, exact
	 * @throws IllegalStateException if this has no details
	 */
	public SquareSum squares() {
		return distribution().squares();
	}

	/**
	 * Returns count, least, greatest and sum of the events.
	 * @return the summary, not a copy
	 */
	public Summary summary() {
		return this.summary;
	}

	/**
	 * Returns the variance of the population.
	 * @return the nearest double; a decimal of 17 digits if that would be subnormal or
	 * infinite; NaN if there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public Number variance() {
		SquareSum squares = squares();
		return isEmpty() ? Double.NaN : squares.variance(this.summary.sum(), this.summary.count());
	}

	/**
	 * Returns the standard deviation of the population.
	 * @return the nearest double, ties to even; NaN if there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public double standardDeviation() {
		SquareSum squares = squares();
		return isEmpty() ? Double.NaN : squares.standardDeviation(this.summary.sum(), this.summary.count());
	}

	/**
	 * Selects several quantiles in one pass, which is cheaper than one by one.
	 * @param wanted the quantiles that {@link #quantile(Quantile)} will return
	 * @throws IllegalStateException if this has no details
	 */
	public void select(Collection<Quantile> wanted) {
		Distribution selected = distribution();
		if (!isEmpty()) {
			selected.select(wanted);
		}
	}

	/**
	 * Returns a quantile: the value of rank {@code q * (count - 1)}, counted from 0 in
	 * ascending order, linearly interpolated between two ranks.
	 * @param q the quantile
	 * @return the nearest double, ties to even; NaN if there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public double quantile(Quantile q) {
		select(List.of(q));
		return distribution().selected(q);
	}

	/**
	 * Counts the values of the events in bins between the smallest and the greatest.
	 * @param scale how the edges are spaced
	 * @param bins the largest number of bins, for {@link Scale#LOG} of positive and of
	 * negative values, 1 or more
	 * @return the bins, ascending, with exact counts; none if there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public List<Bin> histogram(Scale scale, int bins) {
		return distribution().histogram(scale, bins);
	}

	private Distribution distribution() {
		if (this.distribution == null) {
			throw new IllegalStateException("this aggregate was created without details");
		}
		return this.distribution;
	}

	private boolean isEmpty() {
		return this.summary.count() == 0;
	}

}
