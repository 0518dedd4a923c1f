package io.eventstatistics.window.rank;

import java.math.BigDecimal;

import io.eventstatistics.window.rank.Quantile.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QuantileTests {

	@ParameterizedTest
	@CsvSource({ "99.9, 999, 3", "50, 5, 1", "0, 0, 0", "100, 1, 0", "1E+2, 1, 0", "0.000, 0, 0", "7, 7, 2",
			"99.9999999999999, 999999999999999, 15", "1E-13, 1, 15" })
	void isExact(BigDecimal percentile, long unscaled, int scale) {
		assertThat(Quantile.ofPercentile(percentile)).isEqualTo(new Quantile(unscaled, scale));
		assertThat(Quantile.of(percentile.movePointLeft(2))).isEqualTo(new Quantile(unscaled, scale));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1E-2147483647", "-0.1", "100.0000000000001", "1E+1000000000" })
	void refusesPercentilesThatThereAreNot(BigDecimal percentile) {
		assertThatIllegalArgumentException().isThrownBy(() -> Quantile.ofPercentile(percentile))
			.withMessage("Percentile must be from 0 to 100, but is " + percentile);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1E-14", "99.99999999999999", "1E-2147483647" })
	void refusesMoreDigitsThanFit(BigDecimal percentile) {
		assertThatIllegalArgumentException().isThrownBy(() -> Quantile.ofPercentile(percentile))
			.withMessage("Percentile must have at most 13 decimals, but is " + percentile);
	}

	@Test
	void refusesQuantilesThatThereAreNot() {
		assertThatIllegalArgumentException().isThrownBy(() -> Quantile.of(new BigDecimal("1.1")))
			.withMessage("Quantile must be from 0 to 1, but is 1.1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(11, 1))
			.withMessage("Quantile must be from 0 to 1, but is 1.1");
		assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(-1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(0, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(0, 16))
			.withMessage("Quantile must have 0 to 15 decimals, but the scale is 16");
	}

	@Test
	void knowsItsPosition() {
		assertThat(new Quantile(999, 3).position(1001)).isEqualTo(new Position(999, 0, 1000));
		assertThat(new Quantile(7, 2).position(101)).isEqualTo(new Position(7, 0, 100));
		assertThat(new Quantile(5, 1).position(2)).isEqualTo(new Position(0, 5, 10));
		assertThat(new Quantile(1, 0).position(3)).isEqualTo(new Position(2, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(5, 1).position(0));
	}

	@Test
	void knowsItsPositionBeyondALong() {
		Quantile quantile = new Quantile(999_999_999_999_999L, 15);
		assertThat(quantile.position(10_001))
			.isEqualTo(new Position(9999, 999_999_999_990_000L, 1_000_000_000_000_000L));
		assertThat(quantile.position(1_000_000_000_000_001L))
			.isEqualTo(new Position(999_999_999_999_999L, 0, 1_000_000_000_000_000L));
	}

}
