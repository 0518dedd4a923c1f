package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.eventstatistics.window.rank.Quantile.Position;

/**
 * Selects exact quantiles of values that are split into parts, of which only surveys are
 * known. For each wanted rank it keeps a range that certainly contains it. A survey of
 * every part narrows the range: at a mark of any part, each part bounds how many of its
 * values are below. The ranges that are left are surveyed in the next round.
 * <p>
 * With p pivots a part, a round leaves about two of p values, so that a billion values
 * take four rounds. Each round removes at least one distinct value, whatever the values
 * are. The technique is multi-pivot selection, as in Saukas and Song, <em>A note on
 * parallel selection on coarse-grained multicomputers</em> (1999), with bounds instead of
 * the weighted median. Not thread-safe.
 */
public final class PartSelection {

	private final long count;

	/** The wanted ranks, distinct and ascending. */
	private final long[] ranks;

	/** For each rank, no smaller value has it. */
	private final double[] lower;

	/** For each rank, its value is below this. */
	private final double[] upper;

	/**
	 * Creates a selection.
	 * @param count the number of values of all parts, 1 or more
	 * @param wanted the quantiles to select
	 */
	public PartSelection(long count, Collection<Quantile> wanted) {
		this.count = count;
		this.ranks = wanted.stream()
			.map((quantile) -> quantile.position(count))
			.flatMapToLong((position) -> LongStream.of(position.rank(), position.upperRank()))
			.sorted()
			.distinct()
			.toArray();
		this.lower = new double[this.ranks.length];
		this.upper = new double[this.ranks.length];
		Arrays.fill(this.lower, Double.NEGATIVE_INFINITY);
		Arrays.fill(this.upper, Double.POSITIVE_INFINITY);
	}

	/**
	 * Returns the ranges to survey, each in every part.
	 * @return distinct ranges, ascending, which may overlap: at most two for each wanted
	 * quantile; none if all are found
	 */
	public List<Range> ranges() {
		return IntStream.range(0, this.ranks.length)
			.filter((i) -> !isFound(i))
			.mapToObj((i) -> new Range(this.lower[i], this.upper[i]))
			.distinct()
			.toList();
	}

	/**
	 * Narrows the range of each rank that has it.
	 * @param range one of {@link #ranges()}
	 * @param surveys the survey of the range by each part
	 * @throws IllegalArgumentException if the surveys contradict each other
	 */
	public void narrow(Range range, List<Survey> surveys) {
		int[] ranksOfRange = IntStream.range(0, this.ranks.length)
			.filter((i) -> range.equals(new Range(this.lower[i], this.upper[i])))
			.toArray();
		long below = surveys.stream().mapToLong(Survey::below).sum();
		new SurveyMerge(surveys).forEach((bound, least, most) -> {
			for (int i : ranksOfRange) {
				narrow(i, bound, below + least, below + most);
			}
		});
		for (int i : ranksOfRange) {
			boolean narrowed = this.lower[i] > range.from() || this.upper[i] < range.to();
			if (!narrowed || this.lower[i] >= this.upper[i]) {
				throw new IllegalArgumentException("no value from %s to below %s has rank %d, by all surveys"
					.formatted(range.from(), range.to(), this.ranks[i]));
			}
		}
	}

	/**
	 * Returns a quantile that was selected; {@link #ranges()} must be empty.
	 * @param quantile a wanted quantile
	 * @return the nearest double, ties to even
	 */
	public double quantile(Quantile quantile) {
		Position position = quantile.position(this.count);
		return position.between(value(position.rank()), value(position.upperRank()));
	}

	/** The lower bound may be -0.0, as the double after the largest negative one. */
	private double value(long rank) {
		return this.lower[Arrays.binarySearch(this.ranks, rank)] + 0.0;
	}

	/**
	 * Narrows the range of a rank if a bound allows it.
	 * @param bound a bound
	 * @param least the smallest possible number of values below it
	 * @param most the largest possible number
	 */
	private void narrow(int index, double bound, long least, long most) {
		if (most <= this.ranks[index]) {
			this.lower[index] = Math.max(this.lower[index], bound);
		}
		if (least > this.ranks[index]) {
			this.upper[index] = Math.min(this.upper[index], bound);
		}
	}

	private boolean isFound(int index) {
		return Math.nextUp(this.lower[index]) == this.upper[index];
	}

	/**
	 * A range of values.
	 *
	 * @param from the smallest value that the range may have
	 * @param to all values of the range are below it
	 */
	public record Range(double from, double to) {

	}

}
