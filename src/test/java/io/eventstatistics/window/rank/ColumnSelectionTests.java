package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ColumnSelectionTests {

	private static final int[] LONGEST = { 1, 3, 8, 60, 300, 5000, 1_000_000 };

	static List<String> distributions() {
		return Columns.DISTRIBUTIONS;
	}

	@ParameterizedTest
	@MethodSource("distributions")
	void findsWhatASortFinds(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int count : new int[] { 1, 2, 3, 50, 8192, 8193, 150_000 }) {
			double[] values = Columns.values(distribution, count, random);
			double[] sorted = values.clone();
			Arrays.sort(sorted);
			for (int longest : LONGEST) {
				long[] ranks = ranks(count, random);
				double[] expected = Arrays.stream(ranks).mapToDouble((rank) -> sorted[(int) rank]).toArray();
				List<SortedColumn> columns = Columns.split(values, longest, random.nextBoolean(), random);
				assertThat(ColumnSelection.select(columns, ranks))
					.as("seed %d, %d values in %d columns", seed, count, columns.size())
					.isEqualTo(expected);
			}
		}
	}

	/**
	 * Both ends, the middle two, high ones, a neighbour, a repeated one; not in order.
	 */
	private static long[] ranks(int count, Random random) {
		long any = random.nextInt(count);
		long high = (long) (0.99 * (count - 1));
		return new long[] { count - 1, 0, (count - 1) / 2, count / 2, high, Math.min(high + 1, count - 1), any, any,
				random.nextInt(count) };
	}

	@Test
	void separatesTwoRanksBetweenWhichAllColumnsAreCut() {
		double[] values = new double[500_000];
		Arrays.fill(values, 250_000, 500_000, 1);
		for (int longest : LONGEST) {
			List<SortedColumn> columns = Columns.split(values, longest, false, new Random(longest));
			assertThat(ColumnSelection.select(columns, 249_999, 250_000)).containsExactly(0, 1);
			assertThat(ColumnSelection.select(columns, 249_998, 249_999)).containsExactly(0, 0);
			assertThat(ColumnSelection.select(columns, 250_000, 250_001)).containsExactly(1, 1);
		}
	}

	@Test
	void findsRanksBesideALargeTie() {
		double[] values = new Random(1).doubles(400_000).toArray();
		Arrays.fill(values, 100_000, 300_000, 0.5);
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int first = firstIndexOf(sorted, 0.5);
		List<SortedColumn> columns = Columns.split(values, 700, false, new Random(2));
		for (int rank : new int[] { first - 1, first, first + 100_000, first + 199_998, first + 199_999 }) {
			assertThat(ColumnSelection.select(columns, rank, rank + 1)).containsExactly(sorted[rank], sorted[rank + 1]);
		}
	}

	private static int firstIndexOf(double[] sorted, double value) {
		int index = 0;
		while (sorted[index] != value) {
			index++;
		}
		return index;
	}

	@Test
	void findsRanksInColumnsOfMillions() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		double[] values = Columns.values("milliseconds", 3_000_000, random);
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		List<SortedColumn> columns = Columns.split(values, 1_500_000, false, random);
		assertThat(ColumnSelection.select(columns, 1_499_999, 2_970_000, 2_997_000)).as("seed %d", seed)
			.containsExactly(sorted[1_499_999], sorted[2_970_000], sorted[2_997_000]);
	}

	@Test
	void findsNothingForNoRanks() {
		assertThat(ColumnSelection.select(List.of())).isEmpty();
	}

	@Test
	void refusesRanksThatThereAreNot() {
		List<SortedColumn> columns = List.of(new SortedColumn(new double[] { 1, 2 }, 0, 2));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> ColumnSelection.select(columns, 0, 2));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> ColumnSelection.select(columns, -1));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> ColumnSelection.select(List.of(), 0));
	}

	@Test
	void refusesRangesOutsideOfTheArray() {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> new SortedColumn(new double[2], 1, 3));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> new SortedColumn(new double[2], 2, 1));
	}

}
