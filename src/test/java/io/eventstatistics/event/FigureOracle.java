package io.eventstatistics.event;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.rank.Quantile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares all figures of an answer with the oracle's.
 */
final class FigureOracle {

	static final List<BigDecimal> QUANTILES = Stream
		.of("0", "0.01", "0.07", "0.25", "0.5", "0.7", "0.95", "0.99", "0.999", "1")
		.map(BigDecimal::new)
		.toList();

	private static final BigDecimal VARIANCE_ERROR = new BigDecimal("1e-12");

	private FigureOracle() {
	}

	static void assertFigures(Aggregate actual, List<Double> values, String description) {
		assertThat(actual.summary().toStatistics()).as(description).isEqualTo(NaiveWindow.statistics(values));
		if (values.isEmpty()) {
			return;
		}
		assertThat(actual.summary().sum().toDouble()).as(description).isEqualTo(NaiveWindow.sum(values).doubleValue());
		BigDecimal variance = NaiveWindow.variance(values);
		assertThat(new BigDecimal(actual.variance().toString()).subtract(variance).abs()).as(description)
			.isLessThanOrEqualTo(variance.multiply(VARIANCE_ERROR));
		assertThat(BigDecimal.valueOf(actual.standardDeviation()).pow(2).subtract(variance).abs()).as(description)
			.isLessThanOrEqualTo(variance.multiply(VARIANCE_ERROR));
		for (BigDecimal quantile : QUANTILES) {
			assertThat(actual.quantile(Quantile.of(quantile))).as("%s, quantile %s", description, quantile)
				.isEqualTo(NaiveWindow.quantile(values, quantile));
		}
	}

}
