package io.eventstatistics.window.rank;

import java.util.Arrays;

/**
 * What some of the values of a range reveal about all of them: the values at a few ranks,
 * how often each occurs, and how many values lie between.
 *
 * <pre>
 *   values    3  5 5  6  8  9 9 9        below 2 (of 1 and 2), from 3
 *   marks     3  5           9
 *   equal     1  2           3
 *   gaps     0  0     2         0
 * </pre>
 *
 * If all gaps are 0, nothing of the range is unknown.
 *
 * @param below the number of values below the range
 * @param marks values of the range, strictly ascending; the first is the smallest value
 * of the range and the last the greatest
 * @param equal for each mark the number of values that are equal to it, 1 or more
 * @param gaps the number of values before each mark and after the last one: one more than
 * there are marks
 */
public record Survey(long below, double[] marks, long[] equal, long[] gaps) {

	/**
	 * Creates a survey.
	 * @throws IllegalArgumentException if the lengths of the arrays do not match
	 */
	public Survey {
		if (equal.length != marks.length || gaps.length != marks.length + 1) {
			throw new IllegalArgumentException(
					"%d marks have %d counts and %d gaps".formatted(marks.length, equal.length, gaps.length));
		}
	}

	/**
	 * Returns the survey of a range without values.
	 * @param below the number of values below the range
	 */
	static Survey empty(long below) {
		return new Survey(below, new double[0], new long[0], new long[1]);
	}

	/** Returns whether the marks are all distinct values of the range. */
	public boolean isComplete() {
		return Arrays.stream(this.gaps).allMatch((gap) -> gap == 0);
	}

}
