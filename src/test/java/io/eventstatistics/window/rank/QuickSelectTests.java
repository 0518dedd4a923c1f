package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class QuickSelectTests {

	static Iterable<String> distributions() {
		return Columns.DISTRIBUTIONS;
	}

	@ParameterizedTest
	@MethodSource("distributions")
	void placesRanksAndKeepsValues(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int count : new int[] { 1, 2, 24, 25, 255, 256, 5000 }) {
			double[] values = Columns.values(distribution, count + 5, random);
			double[] sorted = values.clone();
			Arrays.sort(sorted, 0, count);
			int[] ranks = random.ints(4, 0, count).sorted().toArray();
			QuickSelect.select(values, count, ranks);
			for (int rank : ranks) {
				assertThat(values[rank]).as("seed %d, rank %d of %d", seed, rank, count).isEqualTo(sorted[rank]);
			}
			Arrays.sort(values, 0, count);
			assertThat(values).as("seed %d", seed).isEqualTo(sorted);
		}
	}

}
