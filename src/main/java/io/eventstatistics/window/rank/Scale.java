package io.eventstatistics.window.rank;

/**
 * How the edges of bins are spaced.
 */
public enum Scale {

	/** Bins of equal width from the smallest to the greatest value. */
	LINEAR,

	/**
	 * Bins of equal ratio from the smallest to the greatest positive value, and the same
	 * for the magnitudes of negative values. Zeros have a bin of their own.
	 */
	LOG

}
