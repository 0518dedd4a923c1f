package io.eventstatistics.window.rank;

import java.util.Objects;

/**
 * A range of an array in ascending order. Values are finite and not -0.0; neither the
 * values nor the order are checked. The array is not copied and must not change while the
 * column is in use. Immutable and thread-safe.
 */
public final class SortedColumn {

	final double[] values;

	final int from;

	final int to;

	/**
	 * Creates a column of {@code values[from]} to {@code values[to - 1]}. O(1).
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

	/** Returns the value of a rank; rank 0 is the smallest value. */
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
