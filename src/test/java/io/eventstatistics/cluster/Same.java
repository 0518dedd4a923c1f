package io.eventstatistics.cluster;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.rank.Quantile;
import io.eventstatistics.window.rank.Scale;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the answer of a merge with that of one window, to the last bit.
 */
final class Same {

	static final List<Quantile> QUANTILES = Stream.of("0", "0.1", "1", "25", "50", "75", "95", "99", "99.9", "100")
		.map((percentile) -> Quantile.ofPercentile(new BigDecimal(percentile)))
		.toList();

	private Same() {
	}

	static void assertSame(Snapshot actual, Snapshot expected, boolean detailed, String description) {
		assertThat(actual.fromNanos()).as(description).isEqualTo(expected.fromNanos());
		assertThat(actual.toNanos()).as(description).isEqualTo(expected.toNanos());
		assertPlain(actual.aggregate(), expected.aggregate(), description);
		if (detailed) {
			assertDetails(actual.aggregate(), expected.aggregate(), description);
		}
	}

	private static void assertPlain(Aggregate actual, Aggregate expected, String description) {
		assertThat(actual.summary().toStatistics()).as(description).isEqualTo(expected.summary().toStatistics());
		assertThat(actual.summary().sum().toNumber()).as(description).isEqualTo(expected.summary().sum().toNumber());
		assertThat(actual.summary().sum().toBigInteger()).as(description)
			.isEqualTo(expected.summary().sum().toBigInteger());
	}

	private static void assertDetails(Aggregate actual, Aggregate expected, String description) {
		assertThat(actual.variance()).as(description).isEqualTo(expected.variance());
		assertThat(bits(actual.standardDeviation())).as(description).isEqualTo(bits(expected.standardDeviation()));
		actual.select(QUANTILES);
		for (Quantile quantile : QUANTILES) {
			assertThat(bits(actual.quantile(quantile))).as("%s, %s", description, quantile)
				.isEqualTo(bits(expected.quantile(quantile)));
		}
	}

	static void assertSameHistogram(Snapshot actual, Snapshot expected, int bins, String description) {
		for (Scale scale : Scale.values()) {
			assertThat(actual.aggregate().histogram(scale, bins)).as("%s, %s", description, scale)
				.isEqualTo(expected.aggregate().histogram(scale, bins));
		}
	}

	private static long bits(double figure) {
		return Double.doubleToRawLongBits(figure);
	}

}
