package io.eventstatistics;

import java.time.Duration;

import io.eventstatistics.ingest.IngestProperties;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings of the service. A name that is not among them stops the start.
 *
 * @param window length of the rolling window, from 1 second to 7 days
 * @param maxClockSkew how far ahead of the server's clock a timestamp may be, from 0 to 7
 * days
 * @param ingest limits of what a request may bring
 */
@ConfigurationProperties(prefix = "event-statistics", ignoreUnknownFields = false)
public record EventStatisticsProperties(@DefaultValue("1h") Duration window, @DefaultValue("10m") Duration maxClockSkew,
		@DefaultValue @NestedConfigurationProperty IngestProperties ingest) {

	private static final Duration MIN_WINDOW = Duration.ofSeconds(1);

	private static final Duration MAX = Duration.ofDays(7);

	public EventStatisticsProperties {
		requireBetween("window", window, MIN_WINDOW);
		requireBetween("max-clock-skew", maxClockSkew, Duration.ZERO);
	}

	private static void requireBetween(String name, Duration value, Duration min) {
		if (value.compareTo(min) < 0 || value.compareTo(MAX) > 0) {
			throw new IllegalArgumentException(
					"event-statistics.%s must be between %s and %s but is %s".formatted(name, min, MAX, value));
		}
	}

}
