package io.eventstatistics.window.rank;

import io.eventstatistics.window.sum.SquareSum;

/**
 * Values in ascending order and the sum of their squares, for percentiles and variance.
 * Immutable and thread-safe.
 *
 * @param values in ascending order
 * @param squares the sum of their squares
 */
public record SortedValues(SortedColumn values, SquareSum squares) {

	private static final int FIELD_BYTES = 24 + 24;

	/**
	 * Returns the memory of this object without the array of values.
	 * @return the number of bytes
	 */
	public long bytes() {
		return FIELD_BYTES + this.squares.bytes();
	}

}
