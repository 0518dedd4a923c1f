package io.eventstatistics.window.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExactSumTests {

	/** For each of the five kinds of values: a million sums in all. */
	private static final int ROUNDS = 200_000;

	@Test
	void nothingIsZero() {
		assertThat(new ExactSum().toDouble()).isEqualTo(0.0);
		assertThat(new ExactSum().dividedBy(7)).isEqualTo(0.0);
	}

	@Test
	void zerosOfEitherSignArePositiveZero() {
		assertThat(sum(-0.0).toDouble()).isEqualTo(0.0);
		assertThat(sum(0.0, -0.0).dividedBy(2)).isEqualTo(0.0);
		assertThat(sum(1e308, 1e-308, -1e308, -1e-308).toDouble()).isEqualTo(0.0);
	}

	@Test
	void contractExamples() {
		assertThat(sum(1e308, 1e308).dividedBy(2)).isEqualTo(1e308);
		assertThat(sum(1e308, 1, -1e308).dividedBy(3)).isEqualTo(0.3333333333333333);
		assertThat(sum(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1).dividedBy(10)).isEqualTo(0.1);
	}

	@Test
	void sumOutOfRangeIsInfinite() {
		assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE).toDouble()).isEqualTo(Double.POSITIVE_INFINITY);
		assertThat(sum(-Double.MAX_VALUE, -Double.MAX_VALUE).toDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
	}

	@Test
	void tiesGoToEven() {
		assertThat(sum(1.0, Math.ulp(1.0) / 2).toDouble()).isEqualTo(1.0);
		assertThat(sum(Math.nextUp(1.0), Math.ulp(1.0) / 2).toDouble()).isEqualTo(Math.nextUp(Math.nextUp(1.0)));
		assertThat(sum(1.0, Math.ulp(1.0) / 2, Double.MIN_VALUE).toDouble()).isEqualTo(Math.nextUp(1.0));
	}

	@Test
	void subnormalQuotientsAreRoundedOnce() {
		assertThat(sum(Double.MIN_VALUE).dividedBy(2)).isEqualTo(0.0);
		assertThat(sum(3 * Double.MIN_VALUE).dividedBy(2)).isEqualTo(2 * Double.MIN_VALUE);
		assertThat(sum(Double.MIN_VALUE, Double.MIN_VALUE, Double.MIN_VALUE).dividedBy(4)).isEqualTo(Double.MIN_VALUE);
		assertThat(sum(Double.MIN_VALUE).dividedBy(1L << 62)).isEqualTo(0.0);
		assertThat(sum(-Double.MIN_NORMAL).dividedBy(3)).isEqualTo(-Double.MIN_NORMAL / 3);
	}

	@ParameterizedTest
	@EnumSource
	void unitsSurvive(SumValues values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		ExactSum merged = new ExactSum();
		ExactSum all = new ExactSum();
		for (int round = 0; round < 5000; round++) {
			ExactSum sum = new ExactSum();
			int count = random.nextInt(4);
			for (int i = 0; i < count; i++) {
				sum.add(values.next(random));
			}
			ExactSum copy = new ExactSum();
			copy.add(sum.toBigInteger());
			assertThat(copy.toBigInteger()).as("seed %d", seed).isEqualTo(sum.toBigInteger());
			assertThat(copy.toDouble()).as("seed %d", seed).isEqualTo(sum.toDouble());
			merged.add(sum.toBigInteger());
			all.add(sum);
			assertThat(merged.toBigInteger()).as("seed %d", seed).isEqualTo(all.toBigInteger());
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void refusesWhatIsNotFinite(double value) {
		ExactSum sum = sum(2.0);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> sum.add(value))
			.withMessageContaining("finite");
		assertThat(sum.toDouble()).isEqualTo(2.0);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE, (1L << 62) + 1 })
	void refusesDivisorOutOfRange(long divisor) {
		ExactSum sum = sum(2.0);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> sum.dividedBy(divisor))
			.withMessageContaining(Long.toString(divisor));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 255, 256, 1L << 31, (1L << 32) - 1, (1L << 55) + 1, (1L << 61) + 3, 1L << 62 })
	void dividesByAnyCount(long divisor) {
		for (double value : SumValues.HOSTILE) {
			assertNearest(sum(value, 1.5).dividedBy(divisor), exact(List.of(value, 1.5)), divisor);
		}
	}

	@Test
	void doublingSixtyTwoTimesIsExact() {
		for (double value : SumValues.HOSTILE) {
			ExactSum sum = sum(value);
			for (int i = 0; i < 62; i++) {
				ExactSum same = new ExactSum();
				same.add(sum);
				sum.add(same);
			}
			assertThat(sum.dividedBy(1L << 62)).isEqualTo(value + 0.0);
			ExactSum same = new ExactSum();
			same.add(sum);
			sum.subtract(same);
			assertThat(sum.toDouble()).isEqualTo(0.0);
		}
	}

	@Test
	void carriesAreKeptAcrossManyAdditions() {
		ExactSum sum = sum(-1.0);
		for (int i = 0; i < 40; i++) {
			ExactSum more = new ExactSum();
			more.add(sum);
			more.add(0.1);
			sum.add(more);
			sum.add(-0.1);
		}
		BigDecimal expected = BigDecimal.ONE.negate();
		BigDecimal tenth = new BigDecimal(0.1);
		for (int i = 0; i < 40; i++) {
			expected = expected.add(expected);
		}
		assertNearest(sum.toDouble(), expected, 1);
		sum.add(0.1);
		assertNearest(sum.toDouble(), expected.add(tenth), 1);
	}

	@ParameterizedTest
	@EnumSource
	void agreesWithBigDecimal(SumValues values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < ROUNDS; round++) {
			ExactSum sum = new ExactSum();
			BigDecimal exact = BigDecimal.ZERO;
			int count = 1 + random.nextInt(8);
			for (int i = 0; i < count; i++) {
				double value = values.next(random);
				sum.add(value);
				exact = exact.add(new BigDecimal(value));
			}
			long divisor = random.nextBoolean() ? count : 1 + (random.nextLong() >>> (2 + random.nextInt(61)));
			assertNearest("seed " + seed + ", round " + round, sum.toDouble(), exact, 1);
			assertNearest("seed " + seed + ", round " + round, sum.dividedBy(divisor), exact, divisor);
		}
	}

	@ParameterizedTest
	@EnumSource
	void orderAndGroupingDoNotMatter(SumValues values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 300; round++) {
			List<Double> list = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				list.add(values.next(random));
			}
			double expected = sum(list).dividedBy(30);
			Collections.shuffle(list, random);
			assertThat(sum(list).dividedBy(30)).as("order, seed %d", seed).isEqualTo(expected);
			int cut = random.nextInt(31);
			ExactSum grouped = sum(list.subList(0, cut));
			grouped.add(sum(list.subList(cut, 30)));
			assertThat(grouped.dividedBy(30)).as("grouping, seed %d", seed).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsAddedCanBeTakenBack(SumValues values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 300; round++) {
			List<Double> kept = new ArrayList<>();
			List<Double> taken = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				kept.add(values.next(random));
				taken.add(values.next(random));
			}
			ExactSum sum = sum(kept);
			taken.forEach(sum::add);
			sum.subtract(sum(taken.subList(0, 5)));
			taken.subList(5, 10).forEach(sum::subtract);
			assertThat(sum.toDouble()).as("seed %d", seed).isEqualTo(sum(kept).toDouble());
		}
	}

	@Test
	void carriesOutOfTheLastDigitAreKept() {
		for (int exponent = -1074; exponent < 1024; exponent++) {
			double value = -Math.scalb(Math.nextDown(2.0), exponent);
			ExactSum sum = new ExactSum();
			int count = 3000;
			for (int i = 0; i < count; i++) {
				sum.add(value);
			}
			assertThat(sum.dividedBy(count)).isEqualTo(value);
			assertThat(sum.toDouble()).isEqualTo(value * count);
		}
	}

	@Test
	void clearedSumStartsAfresh() {
		ExactSum sum = sum(SumValues.HOSTILE);
		sum.clear();
		assertThat(sum.toDouble()).isEqualTo(0.0);
		sum.add(0.1);
		assertThat(sum.toDouble()).isEqualTo(0.1);
	}

	private static ExactSum sum(double... values) {
		ExactSum sum = new ExactSum();
		for (double value : values) {
			sum.add(value);
		}
		return sum;
	}

	private static ExactSum sum(List<Double> values) {
		ExactSum sum = new ExactSum();
		values.forEach(sum::add);
		return sum;
	}

	private static BigDecimal exact(List<Double> values) {
		return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private static void assertNearest(double actual, BigDecimal exact, long divisor) {
		assertNearest("", actual, exact, divisor);
	}

	/**
	 * No neighbour is nearer to exact / divisor, and of two that are equally near it is
	 * the even one.
	 */
	private static void assertNearest(String description, double actual, BigDecimal exact, long divisor) {
		BigDecimal count = BigDecimal.valueOf(divisor);
		BigDecimal distance = distance(actual, exact, count);
		for (double neighbour : new double[] { Math.nextUp(actual), Math.nextDown(actual) }) {
			int nearer = distance(neighbour, exact, count).compareTo(distance);
			boolean even = (Double.doubleToLongBits(actual) & 1) == 0;
			assertThat(nearer > 0 || (nearer == 0 && even))
				.as("%s: %s is nearest to %s / %d", description, actual, exact, divisor)
				.isTrue();
		}
	}

	private static BigDecimal distance(double candidate, BigDecimal exact, BigDecimal count) {
		BigDecimal place = switch (Double.isInfinite(candidate) ? (int) Math.signum(candidate) : 0) {
			case 1 -> new BigDecimal(2).pow(1024);
			case -1 -> new BigDecimal(2).pow(1024).negate();
			default -> new BigDecimal(candidate);
		};
		return place.multiply(count).subtract(exact).abs();
	}

}
