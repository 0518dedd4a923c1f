package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ColumnSortTests {

	static List<String> distributions() {
		return Columns.DISTRIBUTIONS;
	}

	private final ColumnSort sort = new ColumnSort();

	@ParameterizedTest
	@MethodSource("distributions")
	void sortsValuesWithTheirOffsets(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int count : new int[] { 0, 1, 2, 40, 41, 300, 8192 }) {
			double[] values = Columns.values(distribution, count + 20, random);
			int[] offsets = IntStream.range(0, count + 20).toArray();
			double[] original = values.clone();
			this.sort.sort(values, offsets, 10, 10 + count);
			assertSorted("seed " + seed, original, values, offsets, count);
		}
	}

	@ParameterizedTest
	@MethodSource("distributions")
	void sortsATailIntoASortedRange(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int count : new int[] { 0, 1, 2, 50, 8192 }) {
			for (int tail : new int[] { 0, 1, count / 10, count / 2, count }) {
				double[] values = Columns.values(distribution, count + 20, random);
				int[] offsets = IntStream.range(0, count + 20).toArray();
				double[] original = values.clone();
				int sorted = 10 + count - Math.min(count, tail);
				this.sort.sort(values, offsets, 10, sorted);
				this.sort.sortTail(values, offsets, 10, sorted, 10 + count);
				assertSorted("seed %d, tail %d".formatted(seed, tail), original, values, offsets, count);
			}
		}
	}

	/**
	 * The offsets are the indexes of the original values, so a stable sort orders both.
	 */
	private static void assertSorted(String as, double[] original, double[] values, int[] offsets, int count) {
		int[] expected = IntStream.range(0, original.length).toArray();
		int[] range = IntStream.range(10, 10 + count)
			.boxed()
			.sorted(Comparator.comparing((index) -> original[index]))
			.mapToInt(Integer::intValue)
			.toArray();
		System.arraycopy(range, 0, expected, 10, count);
		assertThat(offsets).as(as).isEqualTo(expected);
		assertThat(values).as(as).isEqualTo(Arrays.stream(expected).mapToDouble((index) -> original[index]).toArray());
	}

	@Test
	void refusesRangesOutsideOfTheArrays() {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> this.sort.sort(new double[5], new int[4], 0, 5));
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> this.sort.sortTail(new double[5], new int[5], 3, 2, 5));
	}

}
