package io.eventstatistics.window.rank;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HistogramTests {

	private static final MathContext DIGITS = new MathContext(1100);

	static List<String> distributions() {
		return Columns.DISTRIBUTIONS;
	}

	@ParameterizedTest
	@MethodSource("distributions")
	void countsWhatASortCounts(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int count : new int[] { 1, 2, 3, 100, 20_000 }) {
			double[] values = Columns.values(distribution, count, random);
			double[] sorted = values.clone();
			Arrays.sort(sorted);
			for (int longest : new int[] { 1, 60, 5000 }) {
				List<SortedColumn> columns = Columns.split(values, longest, random.nextBoolean(), random);
				for (Scale scale : Scale.values()) {
					int bins = 1 + random.nextInt(200);
					List<Bin> histogram = Histogram.of(columns, scale, bins);
					assertThat(histogram).as("seed %d, %d values, %s, %d bins", seed, count, scale, bins)
						.hasSizeBetween(1, (scale == Scale.LOG) ? 2 * bins + 1 : bins)
						.isEqualTo(oracle(sorted, histogram));
					assertThat(histogram.get(0).from()).isEqualTo(sorted[0]);
					assertThat(histogram.get(histogram.size() - 1).to()).isEqualTo(sorted[count - 1]);
				}
			}
		}
	}

	/** Counts every value again; edges must meet and ascend. */
	private static List<Bin> oracle(double[] sorted, List<Bin> histogram) {
		double end = histogram.get(0).from();
		for (Bin bin : histogram) {
			boolean last = bin == histogram.get(histogram.size() - 1);
			assertThat(bin.from()).isEqualTo(end);
			assertThat(bin.to() > bin.from() || (last && bin.to() == bin.from())).isTrue();
			end = bin.to();
		}
		double max = end;
		return histogram.stream()
			.map((bin) -> new Bin(bin.from(), bin.to(),
					Arrays.stream(sorted)
						.filter((value) -> value >= bin.from()
								&& (value < bin.to() || (value == max && bin == histogram.get(histogram.size() - 1))))
						.count()))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("distributions")
	void linearEdgesAreRoundedOnce(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		double[] values = Columns.values(distribution, 500, random);
		double min = Arrays.stream(values).min().getAsDouble();
		double max = Arrays.stream(values).max().getAsDouble();
		for (int bins : new int[] { 1, 2, 3, 7, 40, 199, 200 }) {
			double[] exact = DoubleStream.iterate(0, (i) -> i <= bins, (i) -> i + 1)
				.map((i) -> exactEdge(min, max, (int) i, bins))
				.distinct()
				.toArray();
			assertThat(BinEdges.linear(min, max, bins)).as("seed %d, %d bins", seed, bins)
				.isEqualTo((min == max) ? new double[] { min, max } : exact);
		}
	}

	private static double exactEdge(double min, double max, int i, int bins) {
		BigDecimal length = new BigDecimal(max).subtract(new BigDecimal(min));
		return length.multiply(BigDecimal.valueOf(i))
			.divide(BigDecimal.valueOf(bins), DIGITS)
			.add(new BigDecimal(min), DIGITS)
			.doubleValue() + 0.0;
	}

	@Test
	void valuesAnUlpApartAreInOneBin() {
		double next = Math.nextUp(1.0);
		for (Scale scale : Scale.values()) {
			assertThat(of(scale, 40, 1, 1, next)).containsExactly(new Bin(1, next, 3));
		}
	}

	@Test
	void equalValuesAreInOneBin() {
		for (Scale scale : Scale.values()) {
			assertThat(of(scale, 40, -3, -3)).containsExactly(new Bin(-3, -3, 2));
			assertThat(of(scale, 40, 7, 7, 7)).containsExactly(new Bin(7, 7, 3));
		}
		assertThat(of(Scale.LINEAR, 40, 0, 0)).containsExactly(new Bin(0, 0, 2));
	}

	@Test
	void lengthMayBeMoreThanADouble() {
		assertThat(of(Scale.LINEAR, 4, -1e308, 1e308)).containsExactly(new Bin(-1e308, -5e307, 1),
				new Bin(-5e307, 0, 0), new Bin(0, 5e307, 0), new Bin(5e307, 1e308, 1));
	}

	@Test
	void logarithmicEdgesHaveEqualRatios() {
		List<Bin> bins = of(Scale.LOG, 3, 1, 9.9, 10.1, 100.1, 1000);
		assertThat(bins).extracting(Bin::count).containsExactly(2L, 1L, 2L);
		assertThat(bins.get(0).to()).isEqualTo(10, within(1e-12));
		assertThat(bins.get(1).to()).isEqualTo(100, within(1e-11));
	}

	@Test
	void logarithmicBinsOfNegativeValuesAndZeros() {
		assertThat(of(Scale.LOG, 1, -4, -1, 0, 0, 2, 8)).containsExactly(new Bin(-4, 0, 2), new Bin(0, 2, 2),
				new Bin(2, 8, 2));
		assertThat(of(Scale.LOG, 2, -4, -1, -1)).containsExactly(new Bin(-4, -2, 1), new Bin(-2, -1, 2));
		assertThat(of(Scale.LOG, 2, -4, -1, 0)).containsExactly(new Bin(-4, -2, 1), new Bin(-2, 0, 1),
				new Bin(0, 0, 1));
		assertThat(of(Scale.LOG, 2, -4, 3)).containsExactly(new Bin(-4, 0, 1), new Bin(0, 3, 0), new Bin(3, 3, 1));
		assertThat(of(Scale.LOG, 2, 0, 3)).containsExactly(new Bin(0, 3, 1), new Bin(3, 3, 1));
		assertThat(of(Scale.LOG, 2, 0)).containsExactly(new Bin(0, 0, 1));
	}

	private static List<Bin> of(Scale scale, int bins, double... values) {
		Arrays.sort(values);
		return Histogram.of(List.of(new SortedColumn(values, 0, values.length)), scale, bins);
	}

}
