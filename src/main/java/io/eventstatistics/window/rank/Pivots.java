package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Estimates bounds that very likely enclose given ranks, from a sample of the brackets.
 * Not thread-safe.
 */
final class Pivots {

	/** The margin of a bound, in standard deviations of a rank in the sample. */
	private static final double MARGIN = 2.5;

	private static final int SAMPLES_PER_COLUMN = 2;

	private static final int MIN_SAMPLE = 2048;

	private static final int MAX_SAMPLE = 16_384;

	private final Brackets brackets;

	private final int columns;

	private final double[] sample;

	private final SplittableRandom random = new SplittableRandom();

	Pivots(Brackets brackets, int columns) {
		this.brackets = brackets;
		this.columns = columns;
		this.sample = new double[sampleSize(columns)];
	}

	/** Returns how many values are a sample of columns. */
	static int sampleSize(int columns) {
		return Math.min(Math.max(MIN_SAMPLE, SAMPLES_PER_COLUMN * columns), MAX_SAMPLE);
	}

	/**
	 * Draws a sample and returns bounds for each pair of ranks.
	 * @param ranks pairs of ranks within the brackets, ascending
	 */
	Bounds[] enclose(long[][] ranks) {
		int[][] places = new int[ranks.length][];
		for (int i = 0; i < ranks.length; i++) {
			double first = place(ranks[i][0]);
			double last = place(ranks[i][1]);
			places[i] = new int[] { (int) Math.floor(first - margin(first)), (int) (last + margin(last)) };
		}
		return draw(places);
	}

	/**
	 * Draws a sample and returns the bounds of one value near the rank. These bounds
	 * always narrow the brackets, which must contain the rank.
	 */
	Bounds split(long rank) {
		int place = Math.min((int) place(rank), this.sample.length - 1);
		return draw(new int[][] { { place, place } })[0];
	}

	private double place(long rank) {
		return (rank - this.brackets.below() + 0.5) * this.sample.length / this.brackets.size();
	}

	private double margin(double place) {
		double independent = place * (1 - place / this.sample.length);
		return 1 + MARGIN * Math.sqrt(Math.min(independent, this.columns / 6.0));
	}

	private Bounds[] draw(int[][] places) {
		this.brackets.sample(this.sample, this.random);
		int[] within = Arrays.stream(places).flatMapToInt(Arrays::stream).filter(this::isWithin).sorted().toArray();
		QuickSelect.select(this.sample, this.sample.length, within);
		return Arrays.stream(places).map(this::bounds).toArray(Bounds[]::new);
	}

	private boolean isWithin(int place) {
		return place >= 0 && place < this.sample.length;
	}

	private Bounds bounds(int[] places) {
		double lower = isWithin(places[0]) ? this.sample[places[0]] : Double.NEGATIVE_INFINITY;
		double upper = isWithin(places[1]) ? Math.nextUp(this.sample[places[1]]) : Double.POSITIVE_INFINITY;
		double share = (places[1] - places[0] + 1.0) / this.sample.length;
		boolean single = Math.nextUp(lower) == upper;
		return new Bounds(lower, upper, single ? Double.POSITIVE_INFINITY : share * this.brackets.size());
	}

	/**
	 * The values from {@code lower} to below {@code upper}, and their expected number:
	 * infinity if all are the same, because a sample cannot estimate it.
	 */
	record Bounds(double lower, double upper, double expectedSize) {
	}

}
