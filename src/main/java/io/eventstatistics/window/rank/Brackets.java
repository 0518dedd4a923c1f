package io.eventstatistics.window.rank;

import java.util.SplittableRandom;

/**
 * For each column, the range of indexes that contains the wanted ranks. Takes four
 * integers a column. Not thread-safe.
 */
final class Brackets {

	/** Columns that are searched before their values are copied, to stay in the cache. */
	private static final int BLOCK = 64;

	private final SortedColumn[] columns;

	private int[] low;

	private int[] high;

	private int[] lowerPlaces;

	private int[] upperPlaces;

	/** How many values of all columns are below the brackets. */
	private long below;

	/** How many values are within the brackets. */
	private long size;

	/** No value within the brackets is below this. */
	private double floor;

	/** All values within the brackets are below this. */
	private double ceiling;

	Brackets(SortedColumn[] columns) {
		this.columns = columns;
		this.low = new int[columns.length];
		this.high = new int[columns.length];
		this.lowerPlaces = new int[columns.length];
		this.upperPlaces = new int[columns.length];
		open();
	}

	/** Widens the brackets to whole columns. */
	void open() {
		this.below = 0;
		this.size = 0;
		this.floor = Double.NEGATIVE_INFINITY;
		this.ceiling = Double.POSITIVE_INFINITY;
		for (int i = 0; i < this.columns.length; i++) {
			SortedColumn column = this.columns[i];
			this.low[i] = column.from;
			this.high[i] = column.to;
			this.size += column.size();
		}
	}

	long below() {
		return this.below;
	}

	long size() {
		return this.size;
	}

	double floor() {
		return this.floor;
	}

	/** Whether all values within the brackets are the same. */
	boolean isSingleValue() {
		return Math.nextUp(this.floor) == this.ceiling;
	}

	/**
	 * Fills an array with a stratified sample of the brackets: one random value from each
	 * of the equal parts of the range of ranks. Each column contributes its share of
	 * values, give or take one, so that the sample estimates ranks better than
	 * independent values.
	 */
	void sample(double[] sample, SplittableRandom random) {
		double stratum = (double) this.size / sample.length;
		int column = -1;
		long start = 0;
		long end = 0;
		for (int i = 0; i < sample.length; i++) {
			long index = Math.min((long) ((i + random.nextDouble()) * stratum), this.size - 1);
			while (index >= end) {
				column++;
				start = end;
				end += this.high[column] - this.low[column];
			}
			sample[i] = this.columns[column].values[this.low[column] + (int) (index - start)];
		}
	}

	/**
	 * Copies the values from {@code lower} to below {@code upper}, in one pass over the
	 * columns. The brackets do not change.
	 * @param into receives the values
	 * @param counts receives how many values were copied, and how many values of all
	 * columns are below {@code lower}
	 * @return whether the array was long enough
	 */
	boolean gather(double lower, double upper, double[] into, long[] counts) {
		ColumnSearch search = new ColumnSearch(this.columns);
		counts[0] = 0;
		counts[1] = this.below;
		for (int start = 0; start < this.columns.length; start += BLOCK) {
			int end = Math.min(start + BLOCK, this.columns.length);
			counts[1] += search.search(start, end, lower, this.low, this.high, this.lowerPlaces);
			int length = copy(start, end, upper, into, (int) counts[0]);
			if (length < 0) {
				return false;
			}
			counts[0] = length;
		}
		return true;
	}

	private int copy(int firstColumn, int endColumn, double bound, double[] into, int length) {
		int next = length;
		for (int i = firstColumn; i < endColumn; i++) {
			int place = this.lowerPlaces[i];
			int end = this.high[i];
			if (place < end) {
				double[] values = this.columns[i].values;
				int room = place + Math.min(end - place, into.length - next);
				while (place < room && values[place] < bound) {
					into[next++] = values[place++];
				}
				if (place < end && values[place] < bound) {
					return -1;
				}
			}
		}
		return next;
	}

	/**
	 * Narrows the brackets to the values from {@code lower} to below {@code upper}, or,
	 * if a rank is outside this range, to the values on its side.
	 * @return the bound that separates the two ranks; NaN if none does
	 */
	double narrow(double lower, double upper, long firstRank, long lastRank) {
		ColumnSearch lowerSearch = new ColumnSearch(this.columns);
		ColumnSearch upperSearch = new ColumnSearch(this.columns);
		long belowLower = this.below;
		long belowUpper = this.below;
		for (int start = 0; start < this.columns.length; start += BLOCK) {
			int end = Math.min(start + BLOCK, this.columns.length);
			belowLower += lowerSearch.search(start, end, lower, this.low, this.high, this.lowerPlaces);
			belowUpper += upperSearch.search(start, end, upper, this.low, this.high, this.upperPlaces);
		}
		if (firstRank < belowLower) {
			keepBelow(lower, belowLower);
			return (lastRank < belowLower) ? Double.NaN : lower;
		}
		if (lastRank >= belowUpper) {
			keepFrom(upper, belowUpper);
			return (firstRank >= belowUpper) ? Double.NaN : upper;
		}
		int[] places = this.lowerPlaces;
		this.lowerPlaces = this.upperPlaces;
		keepBelow(upper, belowUpper);
		this.upperPlaces = places;
		keepFrom(lower, belowLower);
		return Double.NaN;
	}

	/** Removes the values at or above a bound. */
	void removeFrom(double bound) {
		long count = new ColumnSearch(this.columns).search(0, this.columns.length, bound, this.low, this.high,
				this.lowerPlaces);
		keepBelow(bound, this.below + count);
	}

	/**
	 * Removes the values below a bound.
	 * @return how many values were removed
	 */
	long removeBelow(double bound) {
		long count = new ColumnSearch(this.columns).search(0, this.columns.length, bound, this.low, this.high,
				this.upperPlaces);
		keepFrom(bound, this.below + count);
		return count;
	}

	/** Makes the lower places the ends of the brackets. */
	private void keepBelow(double bound, long rank) {
		int[] places = this.lowerPlaces;
		this.lowerPlaces = this.high;
		this.high = places;
		this.size = rank - this.below;
		this.ceiling = Math.min(this.ceiling, bound);
	}

	/** Makes the upper places the starts of the brackets. */
	private void keepFrom(double bound, long rank) {
		int[] places = this.upperPlaces;
		this.upperPlaces = this.low;
		this.low = places;
		this.size -= rank - this.below;
		this.below = rank;
		this.floor = Math.max(this.floor, bound);
	}

	/** Returns the largest value of all columns that is below a bound. */
	double largestBelow(double bound) {
		double largest = Double.NEGATIVE_INFINITY;
		for (SortedColumn column : this.columns) {
			int end = Search.first(column.values, column.from, column.to, bound);
			if (end > column.from) {
				largest = Math.max(largest, column.values[end - 1]);
			}
		}
		return largest;
	}

	/** Returns the smallest value of all columns that is not below a bound. */
	double smallestFrom(double bound) {
		double smallest = Double.POSITIVE_INFINITY;
		for (SortedColumn column : this.columns) {
			int first = Search.first(column.values, column.from, column.to, bound);
			if (first < column.to) {
				smallest = Math.min(smallest, column.values[first]);
			}
		}
		return smallest;
	}

}
