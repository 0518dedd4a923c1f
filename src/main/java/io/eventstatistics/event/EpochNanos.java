package io.eventstatistics.event;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Time as nanoseconds since the epoch in a long, which spans the years 1677 to 2262.
 */
final class EpochNanos {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	/**
	 * The largest distance from the epoch in seconds whose nanoseconds fit into a long.
	 */
	private static final long MAX_SECONDS = Long.MAX_VALUE / SECOND;

	private EpochNanos() {
	}

	/**
	 * Converts a time.
	 * @return the nanoseconds; {@link Long#MAX_VALUE} or {@link Long#MIN_VALUE} for a
	 * time out of range
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
