package io.eventstatistics.window.spread;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionTests {

	@Test
	void partsOfAnyRangesAddUpInAnyOrder() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 5_000; round++) {
			Distribution whole = new Distribution();
			Distribution sum = new Distribution();
			int count = 0;
			for (int part = 0; part < 6; part++) {
				double[] values = values(random);
				Distribution lifted = new Distribution();
				lifted.add(values, 0, values.length);
				sum.add(random.nextInt(4) == 0 ? lifted.pack() : lifted);
				whole.add(values, 0, values.length);
				count += values.length;
			}
			for (int rank = 0; rank < count; rank++) {
				assertThat(sum.ranksOfRoots(count).valueAt(rank)).as("seed %d, round %d, rank %d", seed, round, rank)
					.isEqualTo(whole.ranksOfRoots(count).valueAt(rank));
			}
		}
	}

	/** Of either sign or zero, over a few pages of the sketch's bins or many. */
	private static double[] values(Random random) {
		double[] values = new double[1 + random.nextInt(4)];
		int middle = random.nextInt(60) - 30;
		int spread = 1 + random.nextInt(60);
		for (int i = 0; i < values.length; i++) {
			values[i] = Math.scalb(random.nextInt(9) - 2, middle + random.nextInt(spread));
		}
		return values;
	}

}
