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
import org.springframework.util.unit.DataSize;

/**
 * All settings of the service. A name that is not among them stops the start.
 *
 * @param window length of the rolling window, from 1 second to 7 days
 * @param maxClockSkew how far ahead of the server's clock a timestamp may be, from 0 to 7
 * days
 * @param maxEvents how many events are held at most, from 1,000; past it they are
 * refused. By default as many as the memory could hold
 * @param maxMemory how much memory events, series and idempotency keys may take, from 1
 * MB; past it they are refused. By default 40 % of the heap
 * @param ingest limits of what a request may bring
 * @param series limits of series
 * @param live limits of the live streams
 * @param ledger the shared window
 * @param rateLimit how many events a client may send
 * @param security who may do what
 */
@ConfigurationProperties(prefix = "event-statistics", ignoreUnknownFields = false)
public record EventStatisticsProperties(@DefaultValue("1h") Duration window, @DefaultValue("10m") Duration maxClockSkew,
		@Nullable Long maxEvents, @Nullable DataSize maxMemory,
		@DefaultValue @NestedConfigurationProperty IngestProperties ingest,
		@DefaultValue @NestedConfigurationProperty SeriesProperties series,
		@DefaultValue @NestedConfigurationProperty LiveProperties live,
		@DefaultValue @NestedConfigurationProperty LedgerProperties ledger,
		@DefaultValue @NestedConfigurationProperty RateLimitProperties rateLimit,
		@DefaultValue @NestedConfigurationProperty SecurityProperties security) {

	private static final Duration MIN_WINDOW = Duration.ofSeconds(1);

	private static final long MIN_EVENTS = 1000;

	private static final DataSize MIN_MEMORY = DataSize.ofMegabytes(1);

	private static final double SHARE_OF_HEAP = 0.4;

	/** At least so much memory an event takes. */
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
	}

	/**
	 * Returns how much memory events and keys may take.
	 * @return the setting, or by default a part of the heap, in bytes
	 */
	public long memory() {
		return (this.maxMemory != null) ? this.maxMemory.toBytes()
				: (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
	}

	/**
	 * Returns how many events may be held.
	 * @return the setting, or by default as many as the memory could hold
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
