package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SummaryTests {

	@Test
	void identityHasNoFigures() {
		assertThat(new Summary().toStatistics()).isEqualTo(Statistics.EMPTY);
	}

	@Test
	void identityChangesNothing() {
		for (double value : new double[] { -5, 0.0, -0.0, 7, -Double.MAX_VALUE }) {
			Summary left = summary(value);
			left.add(new Summary());
			Summary right = new Summary();
			right.add(summary(value));
			assertThat(left.toStatistics()).isEqualTo(right.toStatistics())
				.isEqualTo(new Statistics(1, value, value, value + 0.0));
		}
	}

	@Test
	void negativeValuesHaveANegativeMaximum() {
		assertThat(summary(-3, -1, -2).toStatistics()).isEqualTo(new Statistics(3, -3, -1, -2));
	}

	@Test
	void negativeZeroIsLessThanZeroInAnyOrder() {
		assertThat(summary(0.0, -0.0).toStatistics()).isEqualTo(new Statistics(2, -0.0, 0.0, 0.0))
			.isEqualTo(summary(-0.0, 0.0).toStatistics());
	}

	@Test
	void orderAndGroupingChangeNoBit() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 500; round++) {
			List<Double> values = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				values.add(Math.scalb(random.nextGaussian(), random.nextInt(200) - 100));
			}
			Statistics expected = summary(values).toStatistics();
			Collections.shuffle(values, random);
			int cut = random.nextInt(41);
			Summary grouped = summary(values.subList(cut, 40));
			grouped.add(summary(values.subList(0, cut)));
			assertThat(grouped.toStatistics()).as("seed %d", seed).isEqualTo(expected);
		}
	}

	@Test
	void refusedValueLeavesNoTrace() {
		Summary summary = summary(1);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> summary.add(Double.NaN));
		assertThat(summary.toStatistics()).isEqualTo(new Statistics(1, 1, 1, 1));
		assertThat(summary.count()).isEqualTo(1);
	}

	@Test
	void clearedSummaryIsTheIdentity() {
		Summary summary = summary(1, -2, 1e300);
		summary.clear();
		assertThat(summary.toStatistics()).isEqualTo(Statistics.EMPTY);
		summary.add(3);
		assertThat(summary.toStatistics()).isEqualTo(new Statistics(1, 3, 3, 3));
	}

	private static Summary summary(double... values) {
		Summary summary = new Summary();
		for (double value : values) {
			summary.add(value);
		}
		return summary;
	}

	private static Summary summary(List<Double> values) {
		Summary summary = new Summary();
		values.forEach(summary::add);
		return summary;
	}

}
