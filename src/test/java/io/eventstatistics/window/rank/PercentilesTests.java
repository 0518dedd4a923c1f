package io.eventstatistics.window.rank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PercentilesTests {

	static List<String> distributions() {
		return Columns.DISTRIBUTIONS;
	}

	@ParameterizedTest
	@MethodSource("distributions")
	void agreesWithSortingAndExactInterpolation(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int count : new int[] { 1, 2, 3, 10, 1000, 30_000 }) {
			double[] values = Columns.values(distribution, count, random);
			double[] sorted = values.clone();
			Arrays.sort(sorted);
			List<Quantile> quantiles = quantiles(random);
			double[] expected = quantiles.stream().mapToDouble((quantile) -> oracle(sorted, quantile)).toArray();
			for (int longest : new int[] { 1, 8, 300, count }) {
				List<SortedColumn> columns = Columns.split(values, longest, random.nextBoolean(), random);
				assertThat(Percentiles.of(columns, quantiles)).as("seed %d, %d values", seed, count)
					.isEqualTo(expected)
					.isSorted();
			}
			assertThat(Percentiles.ofUnsorted(values.clone(), quantiles)).as("seed %d, %d values", seed, count)
				.isEqualTo(expected);
			assertThat(expected).startsWith(sorted[0]).endsWith(sorted[count - 1]);
		}
	}

	/** Returns quantiles in order, from 0 to 1. */
	private static List<Quantile> quantiles(Random random) {
		List<BigDecimal> decimals = new ArrayList<>();
		for (String decimal : List.of("0", "0.07", "0.5", "0.7", "0.95", "0.99", "0.999", "0.999999999999999", "1")) {
			decimals.add(new BigDecimal(decimal));
		}
		for (int i = 0; i < 20; i++) {
			decimals.add(BigDecimal.valueOf(random.nextInt(100_001), 5));
		}
		return decimals.stream().sorted().map(Quantile::of).toList();
	}

	private static double oracle(double[] sorted, Quantile quantile) {
		BigDecimal position = BigDecimal.valueOf(quantile.unscaled(), quantile.scale())
			.multiply(BigDecimal.valueOf(sorted.length - 1));
		int rank = position.intValue();
		BigDecimal lower = new BigDecimal(sorted[rank]);
		BigDecimal upper = new BigDecimal(sorted[Math.min(rank + 1, sorted.length - 1)]);
		BigDecimal share = position.subtract(BigDecimal.valueOf(rank));
		return Double.parseDouble(lower.add(upper.subtract(lower).multiply(share)).toString()) + 0.0;
	}

	@Test
	void tellsAnOutlierFromTheRankBelowIt() {
		double[] values = new double[1001];
		Arrays.fill(values, 1);
		values[1000] = 1e14;
		List<SortedColumn> columns = List.of(new SortedColumn(values, 0, values.length));
		assertThat(Percentiles.of(columns, List.of(new Quantile(999, 3), new Quantile(1, 0)))).containsExactly(1, 1e14);
	}

	@Test
	void interpolatesWithoutOverflow() {
		double[] values = { -Double.MAX_VALUE, Double.MAX_VALUE };
		List<SortedColumn> columns = List.of(new SortedColumn(values, 0, 1), new SortedColumn(values, 1, 2));
		assertThat(Percentiles.of(columns, List.of(new Quantile(5, 1), new Quantile(75, 2)))).containsExactly(0,
				Double.MAX_VALUE / 2);
	}

	@Test
	void refusesToAnswerForNoValues() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> Percentiles.of(List.of(new SortedColumn(new double[0], 0, 0)), List.of(new Quantile(5, 1))))
			.withMessage("A quantile needs at least one value, but there are 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Percentiles.ofUnsorted(new double[0], List.of(new Quantile(5, 1))))
			.withMessage("A quantile needs at least one value, but there are 0");
	}

}
