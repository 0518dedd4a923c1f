package io.eventstatistics;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of series.
 *
 * @param max the largest number of series with events in the window, from 0 to 1,000,000;
 * an event of a further series is refused
 */
public record SeriesProperties(@DefaultValue("10000") int max) {

	private static final int MOST = 1_000_000;

	public SeriesProperties {
		if (max < 0 || max > MOST) {
			throw new IllegalArgumentException(
					"event-statistics.series.max must be from 0 to %s but is %s".formatted(MOST, max));
		}
	}

}
