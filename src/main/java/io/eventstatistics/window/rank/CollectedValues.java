package io.eventstatistics.window.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.eventstatistics.window.sum.SquareSum;

/**
 * Values collected for percentiles and variance: sorted columns and unsorted arrays.
 * Collecting keeps references and evaluates nothing. Not thread-safe.
 */
public final class CollectedValues implements Distribution {

	private static final int MIN_CAPACITY = 16;

	private final List<SortedValues> sorted = new ArrayList<>(0);

	/** Unsorted values in the arrays of others, which must not be changed. */
	private final List<Shared> shared = new ArrayList<>(0);

	/** Unsorted values in an array of this object. */
	private double[] owned = {};

	private int ownedCount;

	private final Map<Quantile, Double> quantiles = new HashMap<>(0);

	/**
	 * Adds a value.
	 * @param value a finite number
	 */
	public void add(double value) {
		makeRoom(1);
		this.owned[this.ownedCount++] = value;
	}

	/**
	 * Adds a copy of unsorted values.
	 * @param values finite numbers
	 * @param from the index of the first value
	 * @param to the index after the last value
	 */
	public void add(double[] values, int from, int to) {
		makeRoom(to - from);
		System.arraycopy(values, from, this.owned, this.ownedCount, to - from);
		this.ownedCount += to - from;
	}

	/**
	 * Adds unsorted values that are not copied.
	 * @param values finite numbers, which must not change
	 * @param count the number of values, from the first of the array
	 */
	public void addShared(double[] values, int count) {
		this.shared.add(new Shared(values, count));
	}

	/**
	 * Adds sorted values.
	 * @param values in ascending order
	 */
	public void addSorted(SortedValues values) {
		this.sorted.add(values);
	}

	/**
	 * Adds sorted values.
	 * @param values each in ascending order
	 */
	public void addSorted(List<SortedValues> values) {
		this.sorted.addAll(values);
	}

	/**
	 * Adds all values of another collection.
	 * @param other the other collection, which must not change afterwards
	 */
	public void addAll(CollectedValues other) {
		this.sorted.addAll(other.sorted);
		this.shared.addAll(other.shared);
		if (other.ownedCount > 0) {
			addShared(other.owned, other.ownedCount);
		}
	}

	@Override
	public void select(Collection<Quantile> wanted) {
		List<Quantile> unknown = wanted.stream().distinct().filter((q) -> !this.quantiles.containsKey(q)).toList();
		if (!unknown.isEmpty()) {
			double[] values = this.sorted.isEmpty() ? Percentiles.ofUnsorted(unsorted(), unknown)
					: Percentiles.of(columns(), unknown);
			for (int i = 0; i < values.length; i++) {
				this.quantiles.put(unknown.get(i), values[i]);
			}
		}
	}

	@Override
	public double selected(Quantile q) {
		return this.quantiles.getOrDefault(q, Double.NaN);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The cost is that of a binary search for each edge in each column, and of a sort of
	 * the values that are not sorted.
	 */
	@Override
	public List<Bin> histogram(Scale scale, int bins) {
		List<SortedColumn> columns = columns();
		boolean isEmpty = columns.stream().allMatch((column) -> column.size() == 0);
		return isEmpty ? List.of() : Histogram.of(columns, scale, bins);
	}

	@Override
	public SquareSum squares() {
		SquareSum squares = new SquareSum();
		for (SortedValues values : this.sorted) {
			squares.add(values.squares());
		}
		double[] unsorted = unsorted();
		squares.add(unsorted, 0, unsorted.length);
		return squares;
	}

	/**
	 * Returns the values for a selection of ranks among several collections. Sorts the
	 * values that are not sorted.
	 * @return the values; sorted ones are not copied
	 */
	public ColumnSurvey survey() {
		return new ColumnSurvey(columns());
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

	private double[] unsorted() {
		int count = this.ownedCount;
		for (Shared values : this.shared) {
			count += values.count();
		}
		double[] all = Arrays.copyOf(this.owned, count);
		int index = this.ownedCount;
		for (Shared values : this.shared) {
			System.arraycopy(values.values(), 0, all, index, values.count());
			index += values.count();
		}
		return all;
	}

	private void makeRoom(int count) {
		if (this.ownedCount + count > this.owned.length) {
			this.owned = Arrays.copyOf(this.owned, Math.max(MIN_CAPACITY, 2 * (this.ownedCount + count)));
		}
	}

	/**
	 * Values in an array of another object.
	 *
	 * @param values the array; its first elements are used
	 * @param count the number of elements used
	 */
	private record Shared(double[] values, int count) {

	}

}
