package io.eventstatistics;

import java.time.Duration;

import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.live.LiveProperties;
import io.eventstatistics.limit.RateLimitProperties;
import io.eventstatistics.security.SecurityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings of the service. A name that is not among them stops the start.
 *
 * @param window length of the rolling window, from 1 second to 7 days
 * @param maxClockSkew how far ahead of the server's clock a timestamp may be, from 0 to 7
 * days
 * @param maxEvents how many events are held at most, from 1,000; past it they are
 * refused. By default as many as fit into 40 % of the heap
 * @param ingest limits of what a request may bring
 * @param live limits of the live streams
 * @param ledger the shared window
 * @param rateLimit how many events a client may send
 * @param security who may do what
 */
@ConfigurationProperties(prefix = "event-statistics", ignoreUnknownFields = false)
public record EventStatisticsProperties(@DefaultValue("1h") Duration window, @DefaultValue("10m") Duration maxClockSkew,
		@Nullable Long maxEvents, @DefaultValue @NestedConfigurationProperty IngestProperties ingest,
		@DefaultValue @NestedConfigurationProperty LiveProperties live,
		@DefaultValue @NestedConfigurationProperty LedgerProperties ledger,
		@DefaultValue @NestedConfigurationProperty RateLimitProperties rateLimit,
		@DefaultValue @NestedConfigurationProperty SecurityProperties security) {

	private static final Duration MIN_WINDOW = Duration.ofSeconds(1);

	private static final long MIN_EVENTS = 1000;

	private static final double SHARE_OF_HEAP = 0.4;

	/** 12 in columns, and what surrounds them where events are few or far between. */
	private static final int BYTES_PER_EVENT = 16;

	private static final Duration MAX = Duration.ofDays(7);

	public EventStatisticsProperties {
		requireBetween("window", window, MIN_WINDOW);
		requireBetween("max-clock-skew", maxClockSkew, Duration.ZERO);
		if (maxEvents != null && maxEvents < MIN_EVENTS) {
			throw new IllegalArgumentException(
					"event-statistics.max-events must be at least %s but is %s".formatted(MIN_EVENTS, maxEvents));
		}
	}

	/**
	 * Returns how many events may be held.
	 * @return the setting, or by default what the heap has room for
	 */
	public long capacity() {
		return (this.maxEvents != null) ? this.maxEvents
				: (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory() / BYTES_PER_EVENT);
	}

	private static void requireBetween(String name, Duration value, Duration min) {
		if (value.compareTo(min) < 0 || value.compareTo(MAX) > 0) {
			throw new IllegalArgumentException(
					"event-statistics.%s must be between %s and %s but is %s".formatted(name, min, MAX, value));
		}
	}

}
