package io.eventstatistics.window;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.rank.Quantile;
import io.eventstatistics.window.rank.SortedColumn;
import io.eventstatistics.window.rank.SortedValues;
import io.eventstatistics.window.sum.SquareSum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AggregateTests {

	private static final Quantile MEDIAN = new Quantile(5, 1);

	private static final List<BigDecimal> QUANTILES = Stream
		.of("0", "0.000000001", "0.01", "0.25", "0.5", "0.75", "0.9", "0.99", "0.999", "0.999999999", "1")
		.map(BigDecimal::new)
		.toList();

	@Test
	void withoutEventsThereAreNoFigures() {
		Aggregate nothing = new Aggregate(true);
		assertThat(nothing.variance()).isEqualTo(Double.NaN);
		assertThat(nothing.standardDeviation()).isNaN();
		assertThat(nothing.quantile(MEDIAN)).isNaN();
	}

	@Test
	void fewEventsAreInterpolatedExactly() {
		assertThat(aggregate(List.of(7.5)).quantile(MEDIAN)).isEqualTo(7.5);
		Aggregate two = aggregate(List.of(-1.0, 100.0));
		assertThat(two.quantile(new Quantile(0, 0))).isEqualTo(-1);
		assertThat(two.quantile(MEDIAN)).isEqualTo(49.5);
		assertThat(two.quantile(new Quantile(99, 2))).isEqualTo(98.99);
		assertThat(two.quantile(new Quantile(1, 0))).isEqualTo(100);
		assertThat(aggregate(List.of(-Double.MAX_VALUE, Double.MAX_VALUE)).quantile(MEDIAN)).isZero();
	}

	@Test
	void equalValuesAreTheirOwnQuantiles() {
		for (double value : new double[] { 0, 1, -3.3, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-310,
				1e-200 }) {
			Aggregate equal = aggregate(Collections.nCopies(1000, value));
			for (BigDecimal quantile : QUANTILES) {
				assertThat(equal.quantile(Quantile.of(quantile))).isEqualTo(value);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void quantilesAreExactHoweverTheyWereGathered(Values values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 60; round++) {
			List<Double> list = new ArrayList<>();
			int count = 1 + random.nextInt(400);
			for (int i = 0; i < count; i++) {
				list.add(values.next(random) + 0.0);
			}
			Aggregate aggregate = gathered(list, random);
			list.sort(null);
			for (BigDecimal quantile : QUANTILES) {
				assertThat(aggregate.quantile(Quantile.of(quantile))).as("seed %d", seed)
					.isEqualTo(NaiveWindow.quantile(list, quantile));
			}
			assertThat(aggregate.variance()).isEqualTo(aggregate(list).variance());
		}
	}

	@Test
	void whatWasNotAskedForIsNotKnown() {
		Aggregate plain = new Aggregate(false);
		plain.add(1);
		plain.add(2);
		plain.add(3);
		assertThatIllegalStateException().isThrownBy(plain::variance);
		assertThatIllegalStateException().isThrownBy(plain::standardDeviation);
		assertThatIllegalStateException().isThrownBy(() -> plain.quantile(MEDIAN));
	}

	/** Some values one by one, some copied, some shared, some sorted. */
	private static Aggregate gathered(List<Double> list, Random random) {
		Aggregate aggregate = new Aggregate(true);
		int from = 0;
		while (from < list.size()) {
			int to = Math.min(list.size(), from + 1 + random.nextInt(100));
			double[] part = list.subList(from, to).stream().mapToDouble(Double::doubleValue).toArray();
			switch (random.nextInt(4)) {
				case 0 -> Arrays.stream(part).forEach(aggregate::add);
				case 1 -> {
					aggregate.add(summary(part));
					aggregate.values().add(part, 0, part.length);
				}
				case 2 -> {
					aggregate.add(summary(part));
					aggregate.values().addShared(Arrays.copyOf(part, part.length + 3), part.length);
				}
				default -> {
					aggregate.add(summary(part));
					aggregate.values().addSorted(sorted(part));
				}
			}
			from = to;
		}
		return aggregate;
	}

	private static Summary summary(double[] values) {
		Summary summary = new Summary();
		Arrays.stream(values).forEach(summary::add);
		return summary;
	}

	private static SortedValues sorted(double[] values) {
		double[] ascending = values.clone();
		Arrays.sort(ascending);
		SquareSum squares = new SquareSum();
		squares.add(ascending, 0, ascending.length);
		return new SortedValues(new SortedColumn(ascending, 0, ascending.length), squares);
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
