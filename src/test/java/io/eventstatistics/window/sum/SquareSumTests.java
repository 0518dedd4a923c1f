package io.eventstatistics.window.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

import io.eventstatistics.testing.NaiveWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SquareSumTests {

	private static final BigDecimal CONTRACT = new BigDecimal("1e-12");

	@ParameterizedTest
	@EnumSource
	void agreesWithBigDecimal(Values values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 3_000; round++) {
			List<Double> list = new ArrayList<>();
			int count = 1 + random.nextInt(20);
			for (int i = 0; i < count; i++) {
				list.add(values.next(random));
			}
			assertExact(list, "seed " + seed + ", round " + round);
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.0, -0.0, 1, -0.1, 1e308, Double.MAX_VALUE, Double.MIN_VALUE, -1e-200, 1e9 })
	void equalValuesDoNotVary(double value) {
		for (int count = 1; count < 8; count++) {
			List<Double> list = Collections.nCopies(count, value);
			assertThat(variance(list)).isEqualTo(0.0);
			assertThat(standardDeviation(list)).isEqualTo(0.0);
		}
	}

	@Test
	void varianceBeyondTheRangeOfDoublesIsADecimal() {
		assertThat(variance(List.of(1e200, -1e200))).isInstanceOf(BigDecimal.class);
		assertThat(variance(List.of(1e200, -1e200)).toString()).isEqualTo("9.9999999999999994E+399");
		assertThat(variance(List.of(1e-200, -1e-200)).toString()).isEqualTo("9.9999999999999996E-401");
		assertThat(standardDeviation(List.of(1e200, -1e200))).isEqualTo(1e200);
		assertThat(standardDeviation(List.of(1e-200, -1e-200))).isEqualTo(1e-200);
		assertThat(standardDeviation(List.of(Double.MAX_VALUE, -Double.MAX_VALUE))).isEqualTo(Double.MAX_VALUE);
		assertThat(standardDeviation(List.of(Double.MIN_VALUE, -Double.MIN_VALUE))).isEqualTo(Double.MIN_VALUE);
	}

	@Test
	void roundsAtTheEndsOfTheNormalRange() {
		assertThat(variance(List.of(0x1p-511, -0x1p-511))).isEqualTo(Double.MIN_NORMAL);
		assertThat(variance(List.of(0x1p-512, -0x1p-512))).isInstanceOf(BigDecimal.class);
		double root = Math.sqrt(Double.MAX_VALUE);
		assertThat(variance(List.of(Math.nextDown(root), -Math.nextDown(root)))).isInstanceOf(Double.class);
		assertThat(variance(List.of(Math.nextUp(root), -Math.nextUp(root)))).isInstanceOf(BigDecimal.class);
	}

	@Test
	void orderAndGroupingChangeNoBit() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			List<Double> list = new ArrayList<>(
					DoubleStream.generate(() -> Values.ANY_EXPONENT.next(random)).limit(30).boxed().toList());
			Number expected = variance(list);
			Collections.shuffle(list, random);
			int cut = random.nextInt(31);
			SquareSum grouped = squares(list.subList(cut, 30));
			grouped.add(squares(list.subList(0, cut)));
			assertThat(grouped.variance(sum(list), 30)).as("seed %d", seed).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void refusesWhatIsNotFinite(double value) {
		SquareSum squares = squares(List.of(2.0));
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> squares.add(value));
		assertThat(squares.variance(sum(List.of(2.0)), 1)).isEqualTo(0.0);
	}

	@Test
	void sumOutOfRangeIsADecimal() {
		assertThat(sum(List.of(1e308, 1e308)).toNumber()).isEqualTo(new BigDecimal("2.0000000000000000E+308"));
		assertThat(sum(List.of(-1e308, -1e308)).toNumber()).isEqualTo(new BigDecimal("-2.0000000000000000E+308"));
		assertThat(sum(List.of(1e308, -1e308, 3.0)).toNumber()).isEqualTo(3.0);
	}

	@ParameterizedTest
	@EnumSource
	void sumAsItIs(Values values) {
		Random random = new Random(7);
		for (int round = 0; round < 500; round++) {
			List<Double> list = List.of(values.next(random), values.next(random), values.next(random));
			BigDecimal unit = new BigDecimal(Double.MIN_VALUE);
			assertThat(new BigDecimal(sum(list).toBigInteger()).multiply(unit))
				.isEqualByComparingTo(NaiveWindow.sum(list));
		}
		assertThat(new ExactSum().toBigInteger().signum()).isZero();
	}

	private static void assertExact(List<Double> list, String description) {
		BigDecimal scaled = NaiveWindow.scaledVariance(list);
		BigDecimal count = BigDecimal.valueOf(list.size());
		double root = standardDeviation(list);
		assertThat(middle(root, Math.nextDown(root)).multiply(count).pow(2)).as(description)
			.isLessThanOrEqualTo(scaled);
		assertThat(middle(root, Math.nextUp(root)).multiply(count).pow(2)).as(description)
			.isGreaterThanOrEqualTo(scaled);
		if (variance(list) instanceof Double variance) {
			assertThat(middle(variance, Math.nextDown(variance)).multiply(count.pow(2))).as(description)
				.isLessThanOrEqualTo(scaled);
			assertThat(middle(variance, Math.nextUp(variance)).multiply(count.pow(2))).as(description)
				.isGreaterThanOrEqualTo(scaled);
		}
		BigDecimal variance = new BigDecimal(variance(list).toString());
		assertThat(variance.multiply(count.pow(2)).subtract(scaled).abs()).as(description)
			.isLessThanOrEqualTo(scaled.multiply(CONTRACT));
	}

	/** Zero where one of them is below it. */
	private static BigDecimal middle(double left, double right) {
		BigDecimal sum = new BigDecimal(left).add(new BigDecimal(right));
		return sum.divide(BigDecimal.valueOf(2)).max(BigDecimal.ZERO);
	}

	private static Number variance(List<Double> list) {
		return squares(list).variance(sum(list), list.size());
	}

	private static double standardDeviation(List<Double> list) {
		return squares(list).standardDeviation(sum(list), list.size());
	}

	private static SquareSum squares(List<Double> list) {
		SquareSum squares = new SquareSum();
		list.forEach(squares::add);
		return squares;
	}

	private static ExactSum sum(List<Double> list) {
		ExactSum sum = new ExactSum();
		list.forEach(sum::add);
		return sum;
	}

	private enum Values {

		NEAR_ONE {
			@Override
			double next(Random random) {
				return random.nextGaussian();
			}
		},

		FAR_FROM_ZERO {
			@Override
			double next(Random random) {
				return 1e9 + random.nextGaussian();
			}
		},

		LAST_BITS {
			@Override
			double next(Random random) {
				return Double.longBitsToDouble(Double.doubleToLongBits(1e15) + random.nextInt(3));
			}
		},

		TINY {
			@Override
			double next(Random random) {
				return 1e-200 * random.nextGaussian();
			}
		},

		HUGE {
			@Override
			double next(Random random) {
				return 1e200 * random.nextGaussian();
			}
		},

		SUBNORMAL {
			@Override
			double next(Random random) {
				return random.nextInt(9) * Double.MIN_VALUE;
			}
		},

		ANY_EXPONENT {
			@Override
			double next(Random random) {
				return Math.scalb(random.nextGaussian(), random.nextInt(2040) - 1020);
			}
		};

		abstract double next(Random random);

	}

}
