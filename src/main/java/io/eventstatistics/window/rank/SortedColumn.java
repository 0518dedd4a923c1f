package io.eventstatistics.window.rank;

import java.util.Objects;

/**
 * A range of an array whose values ascend. The values are finite, and no zero is
 * negative; neither is checked, nor is the order. The array is not copied: it must not
 * change while the column is in use. Immutable and safe for use by several threads.
 */
public final class SortedColumn {

	final double[] values;

	final int from;

	final int to;

	/**
	 * Creates a column of {@code values[from]} to {@code values[to - 1]}. Constant time.
	 * @param values the array, ascending within the range
	 * @param from the index of the smallest value
	 * @param to the index after the largest value; {@code from} for an empty column
	 * @throws IndexOutOfBoundsException if the range is not within the array
	 */
	public SortedColumn(double[] values, int from, int to) {
		Objects.checkFromToIndex(from, to, values.length);
		this.values = values;
		this.from = from;
		this.to = to;
	}

	/** Returns the value of a rank, from 0 for the smallest. */
	double get(long rank) {
		return this.values[this.from + (int) Objects.checkIndex(rank, (long) size())];
	}

	/**
	 * Returns the number of values.
	 * @return zero or more
	 */
	public int size() {
		return this.to - this.from;
	}

}
