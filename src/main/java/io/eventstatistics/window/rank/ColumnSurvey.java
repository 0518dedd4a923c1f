package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.Collection;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Surveys ranges of the values of many sorted columns. A range of few values is surveyed
 * completely. Of a longer one the survey has pivots, at about equal distances in rank,
 * with exact counts: two binary searches for each pivot and column. The pivots come from
 * a stratified sample, as in Shi and Schaeffer, <em>Parallel sorting by regular
 * sampling</em> (1992).
 * <p>
 * Not thread-safe; columns are only read.
 */
public final class ColumnSurvey {

	/** The largest number of pivots of a survey, besides both extremes. */
	static final int MAX_PIVOTS = 128;

	/** Ranges up to this size are copied and sorted. */
	private static final int SHORT = 4096;

	private final SortedColumn[] columns;

	private final SplittableRandom random = new SplittableRandom();

	/**
	 * Creates surveys of values.
	 * @param columns the columns; empty ones are allowed
	 */
	public ColumnSurvey(Collection<SortedColumn> columns) {
		this.columns = columns.stream().filter((column) -> column.size() > 0).toArray(SortedColumn[]::new);
	}

	/**
	 * Surveys the values of a range.
	 * @param from the smallest value that the range may have
	 * @param to all values of the range are below it
	 * @param limit the largest number of marks, 2 or more
	 * @return the survey; complete if the range is short and has at most {@code limit}
	 * distinct values
	 */
	public Survey survey(double from, double to, int limit) {
		Brackets brackets = new Brackets(this.columns);
		brackets.removeFrom(to);
		brackets.removeBelow(from);
		long below = brackets.below();
		if (brackets.size() == 0) {
			return Survey.empty(below);
		}
		if (brackets.size() <= SHORT) {
			double[] values = valuesOf(brackets);
			double[] distinct = Arrays.stream(values).distinct().toArray();
			Brackets counted = new Brackets(new SortedColumn[] { new SortedColumn(values, 0, values.length) });
			return count(counted, below, (distinct.length <= limit) ? distinct : spread(values, limit));
		}
		double[] sample = sampleOf(brackets);
		DoubleStream extremes = DoubleStream.of(brackets.smallestFrom(from), brackets.largestBelow(to));
		double[] pivots = DoubleStream.concat(extremes, Arrays.stream(spread(sample, limit - 2)))
			.sorted()
			.distinct()
			.toArray();
		return count(brackets, below, pivots);
	}

	private static double[] valuesOf(Brackets brackets) {
		double[] values = new double[(int) brackets.size()];
		brackets.gather(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, values, new long[2]);
		Arrays.sort(values);
		return values;
	}

	private double[] sampleOf(Brackets brackets) {
		double[] sample = new double[Pivots.sampleSize(this.columns.length)];
		brackets.sample(sample, this.random);
		Arrays.sort(sample);
		return sample;
	}

	/** Returns distinct values at equal distances, including the first and the last. */
	private static double[] spread(double[] ascending, int limit) {
		int count = Math.min(limit, MAX_PIVOTS);
		return IntStream.range(0, count)
			.mapToDouble((i) -> ascending[(int) ((ascending.length - 1L) * i / Math.max(1, count - 1))])
			.distinct()
			.toArray();
	}

	private static Survey count(Brackets values, long below, double[] marks) {
		long[] equal = new long[marks.length];
		long[] gaps = new long[marks.length + 1];
		for (int i = 0; i < marks.length; i++) {
			gaps[i] = values.removeBelow(marks[i]);
			equal[i] = values.removeBelow(Math.nextUp(marks[i]));
		}
		gaps[marks.length] = values.size();
		return new Survey(below, marks, equal, gaps);
	}

}
