package io.eventstatistics.window.rank;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class InterpolationTests {

	private static final long[] DENOMINATORS = { 10, 100, 1000, 1_000_000, 1_000_000_000_000_000L };

	static Iterable<String> distributions() {
		return Columns.DISTRIBUTIONS;
	}

	@ParameterizedTest
	@MethodSource("distributions")
	void isNearestToTheExactResult(String distribution) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 2000; i++) {
			double[] values = Columns.values(distribution, 2, random);
			long denominator = DENOMINATORS[random.nextInt(DENOMINATORS.length)];
			long remainder = (long) (random.nextDouble() * denominator);
			check("seed " + seed, Math.min(values[0], values[1]), Math.max(values[0], values[1]), remainder,
					denominator);
		}
	}

	@Test
	void isNearestBetweenHostileValues() {
		double[] values = { -Double.MAX_VALUE, -1e308, -1, -Double.MIN_NORMAL, -Double.MIN_VALUE, 0, Double.MIN_VALUE,
				3 * Double.MIN_VALUE, Double.MIN_NORMAL, 0x1p-800, 0.1, Math.nextDown(1.0), 1, Math.nextUp(1.0), 0x1p53,
				0x1p53 + 2, 0x1p900, 1e308, Double.MAX_VALUE };
		for (int i = 0; i < values.length; i++) {
			for (int j = i; j < values.length; j++) {
				for (long denominator : DENOMINATORS) {
					for (long remainder : new long[] { 0, 1, denominator / 2 - 1, denominator / 2, denominator / 2 + 1,
							denominator - 1 }) {
						check("", values[i], values[j], remainder, denominator);
					}
				}
			}
		}
	}

	private static void check(String note, double lower, double upper, long remainder, long denominator) {
		String as = "%s: %s to %s by %d/%d".formatted(note, lower, upper, remainder, denominator);
		double result = Interpolation.between(lower, upper, remainder, denominator);
		assertNearest(as, result, lower, upper, remainder, denominator);
		assertThat(result).as(as).isBetween(lower, upper);
		assertThat(Double.doubleToRawLongBits(result)).as(as).isNotEqualTo(Long.MIN_VALUE);
		assertThat(Interpolation.inDecimals(lower, upper, remainder, denominator)).as(as).isEqualTo(result);
	}

	/** Compares twice the distance to a neighbour's, in exact arithmetic. */
	private static void assertNearest(String as, double result, double lower, double upper, long remainder,
			long denominator) {
		BigDecimal weight = BigDecimal.valueOf(remainder);
		BigDecimal scaled = new BigDecimal(lower).multiply(BigDecimal.valueOf(denominator).subtract(weight))
			.add(new BigDecimal(upper).multiply(weight));
		for (double neighbour : new double[] { Math.nextUp(result), Math.nextDown(result) }) {
			if (Double.isFinite(neighbour)) {
				BigDecimal middle = new BigDecimal(result).add(new BigDecimal(neighbour))
					.multiply(BigDecimal.valueOf(denominator));
				int side = scaled.add(scaled).compareTo(middle) * ((neighbour > result) ? 1 : -1);
				assertThat(side).as(as).isNotPositive();
				assertThat(side == 0 && isOdd(result)).as(as + ": tie to even").isFalse();
			}
		}
	}

	private static boolean isOdd(double value) {
		return BigInteger.valueOf(Double.doubleToRawLongBits(value)).testBit(0);
	}

	@Test
	void decidesInDoublesForOrdinaryValues() {
		Random random = new Random(5);
		int undecided = 0;
		for (int i = 0; i < 10_000; i++) {
			double lower = 1013 + random.nextGaussian();
			double result = Interpolation.inDoubles(lower, lower + random.nextDouble(), random.nextInt(999) + 1L, 1000);
			undecided += Double.isNaN(result) ? 1 : 0;
		}
		assertThat(undecided).isLessThan(200);
	}

}
