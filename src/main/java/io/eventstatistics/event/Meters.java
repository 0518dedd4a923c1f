package io.eventstatistics.event;

import java.time.Instant;
import java.util.List;

import io.eventstatistics.event.idempotency.IdempotencyKeys;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * The counters of the window since its creation, and its sizes, all at one instant.
 *
 * @param counted the number of events added to the window
 * @param held the number of events held
 * @param capacity the largest number of events held
 * @param bytes the memory of the events, the series and the idempotency keys
 * @param replayed the number of events of retried batches
 * @param batches the number of batches by size: at index {@code i} those with fewer than
 * {@code 2^i} events and at least half as many
 * @param received the number of events of these batches, including expired ones
 * @param oldest the timestamp of the oldest event held; null without events
 * @param newest the timestamp of the newest event held; null without events
 * @param late the number of events that were older than the window on arrival
 * @param series the number of series with events
 * @param seriesCapacity the largest number of series with events
 * @param seriesBegun the number of series that have begun
 * @param keys the number of idempotency keys held
 * @param waits the number of acquisitions of the lock
 * @param waitNanos the total time that threads have waited for the lock
 * @param holds the number of measured holds of the lock: one in 64
 * @param holdNanos the total time of the measured holds
 */
public record Meters(long counted, long held, long capacity, long bytes, long replayed, List<Long> batches,
		long received, @Nullable Instant oldest, @Nullable Instant newest, long late, int series, int seriesCapacity,
		long seriesBegun, int keys, long waits, long waitNanos, long holds, long holdNanos) {

	static Meters of(Tally tally, SeriesWindows windows, long capacity, int seriesCapacity, IdempotencyKeys keys,
			MeteredLock.Meter lock) {
		windows.removeExpired();
		long held = windows.held();
		return new Meters(tally.counted(), held, capacity, windows.bytes() + keys.bytes(), tally.replayed(),
				tally.batches(), tally.received(), (held > 0) ? EpochNanos.toInstant(windows.oldest()) : null,
				(held > 0) ? EpochNanos.toInstant(windows.newest()) : null, tally.late(), windows.size(),
				seriesCapacity, windows.begun(), keys.size(), lock.waits(), lock.waitNanos(), lock.holds(),
				lock.holdNanos());
	}

	/**
	 * Returns how many events have left the window.
	 * @return the number, 0 or more
	 */
	public long expired() {
		return this.counted - this.held;
	}

}
