package io.eventstatistics.event;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Time as nanoseconds since the epoch in a long, which spans the years 1677 to 2262.
 */
final class EpochNanos {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	/** Seconds on either side of the epoch that a long of nanoseconds spans. */
	private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND;

	private EpochNanos() {
	}

	/**
	 * Converts a time.
	 * @return the nanoseconds; the greatest or least number for a time beyond them
	 */
	static long of(Instant time) {
		long second = time.getEpochSecond();
		if (second >= MAX_SECONDS) {
			return Long.MAX_VALUE;
		}
		return (second < -MAX_SECONDS) ? Long.MIN_VALUE : second * SECOND + time.getNano();
	}

	/** Converts nanoseconds. */
	static Instant toInstant(long nanos) {
		return Instant.EPOCH.plusNanos(nanos);
	}

}
