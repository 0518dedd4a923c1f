package io.eventstatistics.window;

/**
 * The figures of a window at one instant. Immutable.
 *
 * @param count the number of events, 0 or more
 * @param min the least value; NaN if there are no events
 * @param max the greatest value; NaN if there are no events
 * @param mean the double nearest to the exact mean of the values, ties to even; NaN if
 * there are no events
 */
public record Statistics(long count, double min, double max, double mean) {

	/** The figures of no events. */
	public static final Statistics EMPTY = new Statistics(0, Double.NaN, Double.NaN, Double.NaN);

}
