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

/**
 * Runs of values that are added at once.
 */
class ExactSumRunTests {

	@ParameterizedTest
	@EnumSource
	void runIsTheSameAsItsValues(SumValues values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		ExactSum sum = new ExactSum();
		for (int length : new int[] { 0, 1, 63, 64, 65, 1024, 1025, 5000 }) {
			double[] run = random.doubles(length).map((any) -> values.next(random)).toArray();
			sum.clear();
			sum.add(-3.0);
			new ExponentSums().addTo(sum, run, 0, length);
			ExactSum expected = sum(run);
			expected.add(-3.0);
			assertThat(sum.toDouble()).as("length %d, seed %d", length, seed).isEqualTo(expected.toDouble());
		}
	}

	@Test
	void runOfExtremesDoesNotOverflow() {
		double[] run = new double[5000];
		Arrays.fill(run, -Math.nextDown(2.0));
		ExactSum sum = new ExactSum();
		new ExponentSums().addTo(sum, run, 0, run.length);
		assertThat(sum.dividedBy(run.length)).isEqualTo(-Math.nextDown(2.0));
	}

	@Test
	void runOfZerosAndSubnormalsCountsEachOnce() {
		double[] run = new double[100];
		run[40] = Double.MIN_VALUE;
		run[60] = -0.0;
		run[70] = -3 * Double.MIN_VALUE;
		ExactSum sum = new ExactSum();
		new ExponentSums().addTo(sum, run, 0, run.length);
		assertThat(sum.toDouble()).isEqualTo(-2 * Double.MIN_VALUE);
	}

	@Test
	void runThatIsNotFiniteIsRefused() {
		double[] run = new double[100];
		run[99] = Double.POSITIVE_INFINITY;
		run[98] = 4.0;
		run[0] = Double.NaN;
		ExactSum sum = new ExactSum();
		ExponentSums scratch = new ExponentSums();
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> scratch.addTo(sum, run, 0, 100));
		sum.clear();
		double[] good = new double[100];
		Arrays.fill(good, 4.0);
		scratch.addTo(sum, good, 0, 100);
		assertThat(sum.toDouble()).isEqualTo(400.0);
	}

	private static ExactSum sum(double... values) {
		ExactSum sum = new ExactSum();
		for (double value : values) {
			sum.add(value);
		}
		return sum;
	}

}
