package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.eventstatistics.NaiveWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

class AggregateTests {

	private static final double[] QUANTILES = { 0, 1e-9, 0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1 - 1e-9, 1 };

	@Test
	void withoutEventsThereAreNoFigures() {
		Aggregate nothing = new Aggregate(true);
		assertThat(nothing.variance()).isEqualTo(Double.NaN);
		assertThat(nothing.standardDeviation()).isNaN();
		assertThat(nothing.quantile(0.5)).isNaN();
	}

	@Test
	void fewEventsAreInterpolatedExactly() {
		assertThat(aggregate(List.of(7.5)).quantile(0.5)).isEqualTo(7.5);
		Aggregate two = aggregate(List.of(-1.0, 100.0));
		assertThat(two.quantile(0)).isEqualTo(-1);
		assertThat(two.quantile(0.5)).isEqualTo(49.5);
		assertThat(two.quantile(0.99)).isEqualTo(-0.01 + 99, within(1e-12));
		assertThat(two.quantile(1)).isEqualTo(100);
		assertThat(aggregate(List.of(-Double.MAX_VALUE, Double.MAX_VALUE)).quantile(0.5)).isZero();
	}

	@Test
	void equalValuesAreTheirOwnQuantiles() {
		for (double value : new double[] { 0, -0.0, 1, -3.3, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE,
				1e-310, 1e-200 }) {
			Aggregate equal = aggregate(Collections.nCopies(1000, value));
			for (double quantile : QUANTILES) {
				assertThat(equal.quantile(quantile)).isEqualTo(value);
			}
		}
	}

	@Test
	void zerosLieBetweenTheNegativesAndThePositives() {
		Aggregate signed = aggregate(List.of(-4.0, -2.0, 0.0, -0.0, 0.0, 3.0, 5.0));
		assertThat(signed.quantile(1 / 6.0)).isEqualTo(-2, within(0.02));
		for (int rank = 2; rank <= 4; rank++) {
			assertThat(signed.quantile(rank / 6.0)).isZero();
		}
		assertThat(signed.quantile(5 / 6.0)).isEqualTo(3, within(0.03));
	}

	@ParameterizedTest
	@EnumSource
	void quantilesAreWithinOnePercent(Values values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 100; round++) {
			List<Double> list = new ArrayList<>();
			int count = 1 + random.nextInt(400);
			for (int i = 0; i < count; i++) {
				list.add(values.next(random));
			}
			Aggregate aggregate = aggregate(list);
			list.sort(null);
			for (double quantile : QUANTILES) {
				assertWithinOnePercent(aggregate.quantile(quantile), list, quantile, "seed " + seed);
			}
			assertThat(aggregate.quantile(0)).isEqualTo(list.get(0));
			assertThat(aggregate.quantile(1)).isEqualTo(list.get(count - 1));
		}
	}

	@Test
	void whatWasNotAskedForIsNotKnown() {
		Aggregate plain = new Aggregate(false);
		plain.add(1);
		plain.add(2);
		plain.add(3);
		assertThat(plain.quantile(0)).isEqualTo(1);
		assertThatIllegalStateException().isThrownBy(plain::variance);
		assertThatIllegalStateException().isThrownBy(plain::standardDeviation);
		assertThatIllegalStateException().isThrownBy(() -> plain.quantile(0.5));
	}

	/** To the grain of the subnormal doubles, which is coarser near zero. */
	private static void assertWithinOnePercent(double actual, List<Double> sorted, double quantile,
			String description) {
		double exact = NaiveWindow.quantile(sorted, quantile);
		double rank = quantile * (sorted.size() - 1);
		double lower = sorted.get((int) Math.floor(rank));
		double upper = sorted.get((int) Math.ceil(rank));
		boolean sameSign = lower > 0 || upper < 0;
		double scale = sameSign ? Math.abs(exact) : Math.max(Math.abs(lower), Math.abs(upper));
		assertThat(actual).as("%s, quantile %s of %d", description, quantile, sorted.size())
			.isEqualTo(exact, within(0.01 * scale + 2 * Double.MIN_VALUE));
	}

	private static Aggregate aggregate(List<Double> values) {
		Aggregate aggregate = new Aggregate(true);
		values.forEach(aggregate::add);
		return aggregate;
	}

	private enum Values {

		SIGNED {
			@Override
			double next(Random random) {
				return random.nextGaussian();
			}
		},

		LOG_NORMAL {
			@Override
			double next(Random random) {
				return Math.exp(3 * random.nextGaussian());
			}
		},

		NEGATIVE {
			@Override
			double next(Random random) {
				return -Math.exp(random.nextGaussian());
			}
		},

		MANY_ZEROS {
			@Override
			double next(Random random) {
				return random.nextInt(3) * random.nextInt(2) - 1;
			}
		},

		SUBNORMAL {
			@Override
			double next(Random random) {
				return (random.nextInt(2000) - 1000) * Double.MIN_VALUE;
			}
		},

		ANY_EXPONENT {
			@Override
			double next(Random random) {
				return Double.longBitsToDouble(random.nextLong() & 0xbfef_ffff_ffff_ffffL | random.nextLong() << 62);
			}
		},

		GREATEST {
			@Override
			double next(Random random) {
				return random.nextBoolean() ? Double.MAX_VALUE : -Math.nextDown(Double.MAX_VALUE);
			}
		};

		abstract double next(Random random);

	}

}
