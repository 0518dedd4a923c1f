package io.eventstatistics.ledger;

import java.time.Duration;

/**
 * What a log has to hold.
 *
 * @param retention how long an entry may count, with a margin for differing clocks
 * @param maxEntryBytes the size of the largest entry
 */
public record LogLimits(Duration retention, int maxEntryBytes) {

	private static final Duration MARGIN = Duration.ofMinutes(1);

	/**
	 * The size of the largest entry without its last batch: an appender adds no batch to
	 * one with 8,192 events, and a batch without events to no more than 10,000.
	 */
	private static final int BYTES_BEFORE_LAST_BATCH = 8 << 20;

	/**
	 * Returns the limits of a service.
	 * @param counted the longest time that an event can count
	 * @param maxBodyBytes the size of the largest body, which is larger than its batch in
	 * an entry
	 * @return the limits
	 */
	public static LogLimits of(Duration counted, long maxBodyBytes) {
		return new LogLimits(counted.plus(MARGIN),
				(int) Math.min(Integer.MAX_VALUE / 2, maxBodyBytes + BYTES_BEFORE_LAST_BATCH));
	}

}
