package io.eventstatistics.window;

import io.eventstatistics.window.rank.SortedColumn;
import io.eventstatistics.window.sum.SquareSum;

/**
 * Values in ascending order and the sum of their squares, for percentiles and variance.
 * Immutable: can be read without the lock.
 *
 * @param values in ascending order
 * @param squares the sum of their squares
 */
record SortedValues(SortedColumn values, SquareSum squares) {

	private static final int FIELD_BYTES = 24 + 24;

	long bytes() {
		return FIELD_BYTES + this.squares.bytes();
	}

}
