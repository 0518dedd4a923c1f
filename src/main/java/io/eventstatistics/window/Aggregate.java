package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.eventstatistics.window.rank.Percentiles;
import io.eventstatistics.window.rank.Quantile;
import io.eventstatistics.window.rank.SortedColumn;
import io.eventstatistics.window.sum.ExactSum;
import io.eventstatistics.window.sum.SquareSum;

/**
 * The aggregate of the events that a query selects. Every figure is exact, rounded once,
 * and independent of the order of the events. Collecting is cheap because it happens
 * under a lock: values are referenced, not evaluated. Figures are computed when they are
 * read. Not thread-safe.
 */
public final class Aggregate {

	private final Summary summary = new Summary();

	/** Whether values are collected for percentiles and variance. */
	private final boolean detailed;

	private final List<SortedValues> sorted = new ArrayList<>(0);

	/** Values in any order that may be read and not changed. */
	private final List<Shared> shared = new ArrayList<>(0);

	/** Values in any order that are this aggregate's own. */
	private double[] loose = {};

	private int looseCount;

	private final Map<Quantile, Double> quantiles = new HashMap<>(0);

	/**
	 * Creates an aggregate of no events.
	 * @param detailed whether to collect values for percentiles and variance
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

	/**
	 * Adds all that another aggregate has gathered, which must not gather more.
	 * @param other with details if this has
	 */
	public void add(Aggregate other) {
		this.summary.add(other.summary);
		if (this.detailed) {
			this.sorted.addAll(other.sorted);
			this.shared.addAll(other.shared);
			if (other.looseCount > 0) {
				addShared(other.loose, other.looseCount);
			}
		}
	}

	/** Adds an event. */
	void add(double value) {
		this.summary.add(value);
		if (this.detailed) {
			makeRoom(1);
			this.loose[this.looseCount++] = value;
		}
	}

	/** Adds values of events that are already in the summary; the array is copied. */
	void addValues(double[] values, int from, int to) {
		makeRoom(to - from);
		System.arraycopy(values, from, this.loose, this.looseCount, to - from);
		this.looseCount += to - from;
	}

	/** Adds values of events that are already in the summary; the array is not copied. */
	void addShared(double[] values, int count) {
		this.shared.add(new Shared(values, count));
	}

	/** Adds sorted values of events that are already in the summary. */
	void addSorted(SortedValues values) {
		this.sorted.add(values);
	}

	/** Adds sorted values of events that are already in the summary. */
	void addSorted(List<SortedValues> values) {
		this.sorted.addAll(values);
	}

	/** Whether values are collected. */
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
	 * Selects several quantiles in one pass, which costs less than one by one.
	 * @param wanted the quantiles that {@link #quantile(Quantile)} will return
	 * @throws IllegalStateException if this has no details
	 */
	public void select(Collection<Quantile> wanted) {
		requireDetails();
		List<Quantile> unknown = wanted.stream().distinct().filter((q) -> !this.quantiles.containsKey(q)).toList();
		if (!isEmpty() && !unknown.isEmpty()) {
			double[] values = Percentiles.of(columns(), unknown);
			for (int i = 0; i < values.length; i++) {
				this.quantiles.put(unknown.get(i), values[i]);
			}
		}
	}

	/**
	 * Returns a quantile: the value of rank {@code q * (count - 1)}, counted from 0 in
	 * ascending order, between two ranks interpolated linearly.
	 * @param q which quantile
	 * @return the double nearest to it, ties to even; NaN where there are no events
	 * @throws IllegalStateException if this has no details
	 */
	public double quantile(Quantile q) {
		select(List.of(q));
		Double value = this.quantiles.get(q);
		return (value != null) ? value : Double.NaN;
	}

	private List<SortedColumn> columns() {
		List<SortedColumn> columns = new ArrayList<>(this.sorted.size() + 1);
		for (SortedValues values : this.sorted) {
			columns.add(values.values());
		}
		double[] unsorted = unsorted();
		Arrays.sort(unsorted);
		columns.add(new SortedColumn(unsorted, 0, unsorted.length));
		return columns;
	}

	private SquareSum squares() {
		requireDetails();
		SquareSum squares = new SquareSum();
		for (SortedValues values : this.sorted) {
			squares.add(values.squares());
		}
		double[] unsorted = unsorted();
		squares.add(unsorted, 0, unsorted.length);
		return squares;
	}

	private double[] unsorted() {
		int count = this.looseCount;
		for (Shared values : this.shared) {
			count += values.count();
		}
		double[] all = Arrays.copyOf(this.loose, count);
		int index = this.looseCount;
		for (Shared values : this.shared) {
			System.arraycopy(values.values(), 0, all, index, values.count());
			index += values.count();
		}
		return all;
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

	/**
	 * Values in an array of another object.
	 *
	 * @param values the array, of which the first elements are used
	 * @param count the number of elements used
	 */
	private record Shared(double[] values, int count) {

	}

}
