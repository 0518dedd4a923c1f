package io.eventstatistics.web;

import io.eventstatistics.window.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The figures as they go over the wire: null where there are no events.
 */
record StatisticsResponse(long count, @Nullable Double min, @Nullable Double max, @Nullable Double mean) {

	static StatisticsResponse of(Statistics statistics) {
		return new StatisticsResponse(statistics.count(), orNull(statistics.min()), orNull(statistics.max()),
				orNull(statistics.mean()));
	}

	private static @Nullable Double orNull(double figure) {
		return Double.isNaN(figure) ? null : figure;
	}

}
