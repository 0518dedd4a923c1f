package io.eventstatistics.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The rate limit of each client. Without a rate there is no limit.
 *
 * @param eventsPerSecond sustained number of events that a client may send a second, from
 * 1 to 1 billion
 * @param burst number of events that a client may send at once after a pause, from 1. By
 * default the events of ten seconds
 */
public record RateLimitProperties(@Nullable Long eventsPerSecond, @Nullable Long burst) {

	static final String RATE = "event-statistics.rate-limit.events-per-second";

	private static final long MAX_RATE = TimeUnit.SECONDS.toNanos(1);

	private static final long MAX_BURST = 1_000 * MAX_RATE;

	private static final int SECONDS_OF_BURST = 10;

	public RateLimitProperties {
		require("events-per-second", eventsPerSecond, MAX_RATE);
		require("burst", burst, MAX_BURST);
		if (burst != null && eventsPerSecond == null) {
			throw new IllegalArgumentException(
					"event-statistics.rate-limit.burst is for a limit, so give events-per-second too");
		}
	}

	long rate() {
		return (this.eventsPerSecond != null) ? this.eventsPerSecond : MAX_RATE;
	}

	long capacity() {
		return (this.burst != null) ? this.burst : SECONDS_OF_BURST * rate();
	}

	/** How long an empty bucket takes to refill. */
	Duration refillTime() {
		return Duration.ofSeconds(-Math.floorDiv(-capacity(), rate()));
	}

	private static void require(String name, @Nullable Long value, long max) {
		if (value != null && (value < 1 || value > max)) {
			throw new IllegalArgumentException(
					"event-statistics.rate-limit.%s must be from 1 to %s but is %s".formatted(name, max, value));
		}
	}

}
