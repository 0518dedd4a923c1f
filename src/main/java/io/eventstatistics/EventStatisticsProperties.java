package io.eventstatistics;

import java.time.Duration;

import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.live.LiveProperties;
import io.eventstatistics.limit.RateLimitProperties;
import io.eventstatistics.page.PageProperties;
import io.eventstatistics.security.SecurityProperties;
import io.eventstatistics.web.cors.CorsProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All settings of the service. An unknown name stops the start.
 *
 * @param window length of the rolling window, from 1 second to 7 days
 * @param maxClockSkew how far ahead of the server's clock a timestamp may be, from 0 to 7
 * days
 * @param maxEvents the largest number of events held, from 1,000; further events are
 * refused. By default as many as fit in the memory
 * @param maxMemory the largest memory of events, series and idempotency keys, from 1 MB;
 * further events are refused. By default 40 % of the heap
 * @param ingest limits of request bodies
 * @param series limits of series
 * @param live limits of the live streams
 * @param ledger the shared window
 * @param rateLimit the rate limit of each client
 * @param security access tokens
 * @param cors pages of other origins
 * @param page what the dashboard calls the figures
 */
@ConfigurationProperties(prefix = EventStatisticsProperties.PREFIX, ignoreUnknownFields = false)
public record EventStatisticsProperties(@DefaultValue("1h") Duration window, @DefaultValue("10m") Duration maxClockSkew,
		@Nullable Long maxEvents, @Nullable DataSize maxMemory,
		@DefaultValue @NestedConfigurationProperty IngestProperties ingest,
		@DefaultValue @NestedConfigurationProperty SeriesProperties series,
		@DefaultValue @NestedConfigurationProperty LiveProperties live,
		@DefaultValue @NestedConfigurationProperty LedgerProperties ledger,
		@DefaultValue @NestedConfigurationProperty RateLimitProperties rateLimit,
		@DefaultValue @NestedConfigurationProperty SecurityProperties security,
		@DefaultValue @NestedConfigurationProperty CorsProperties cors,
		@DefaultValue @NestedConfigurationProperty PageProperties page) {

	static final String PREFIX = "event-statistics";

	private static final Duration MIN_WINDOW = Duration.ofSeconds(1);

	private static final long MIN_EVENTS = 1000;

	private static final DataSize MIN_MEMORY = DataSize.ofMegabytes(1);

	private static final double SHARE_OF_HEAP = 0.4;

	/** The least memory of an event. */
	private static final int BYTES_PER_EVENT = 12;

	private static final Duration MAX = Duration.ofDays(7);

	public EventStatisticsProperties {
		requireBetween("window", window, MIN_WINDOW);
		requireBetween("max-clock-skew", maxClockSkew, Duration.ZERO);
		if (maxEvents != null && maxEvents < MIN_EVENTS) {
			throw new IllegalArgumentException(
					"event-statistics.max-events must be at least %s but is %s".formatted(MIN_EVENTS, maxEvents));
		}
		if (maxMemory != null && maxMemory.compareTo(MIN_MEMORY) < 0) {
			throw new IllegalArgumentException(
					"event-statistics.max-memory must be at least %s but is %s".formatted(MIN_MEMORY, maxMemory));
		}
		if (cors.isAll() && security.isLimited()) {
			throw new IllegalArgumentException(
					"event-statistics.cors.allowed-origins must not be * if there are tokens:"
							+ " list the origins whose pages may use them");
		}
	}

	/**
	 * Returns the largest memory of events and keys.
	 * @return the setting, or by default a share of the heap, in bytes
	 */
	public long memory() {
		return (this.maxMemory != null) ? this.maxMemory.toBytes()
				: (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
	}

	/**
	 * Returns the largest number of events held.
	 * @return the setting, or by default as many as fit in the memory
	 */
	public long capacity() {
		return (this.maxEvents != null) ? this.maxEvents : memory() / BYTES_PER_EVENT;
	}

	private static void requireBetween(String name, Duration value, Duration min) {
		if (value.compareTo(min) < 0 || value.compareTo(MAX) > 0) {
			throw new IllegalArgumentException(
					"event-statistics.%s must be between %s and %s but is %s".formatted(name, min, MAX, value));
		}
	}

}
