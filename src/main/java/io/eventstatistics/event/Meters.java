package io.eventstatistics.event;

import java.time.Instant;
import java.util.List;

import io.eventstatistics.event.idempotency.IdempotencyKeys;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * What the window has counted since it was created and what it holds, all at one instant.
 *
 * @param counted events that came into the window
 * @param held events it holds
 * @param capacity how many it may hold
 * @param bytes memory that the events, the series and the idempotency keys take
 * @param replayed events of batches that had been recorded before
 * @param batches how many batches came, by size: at index {@code i} those with fewer than
 * {@code 2^i} events and at least half as many
 * @param received events of these batches, those too old to count too
 * @param oldest the timestamp of the oldest event held; null without events
 * @param newest the timestamp of the newest event held; null without events
 * @param late events that were older than the window when they came
 * @param series how many series hold events
 * @param seriesCapacity how many series may hold events at once
 * @param seriesBegun how many series have begun
 * @param keys idempotency keys held
 * @param waits how often the lock was taken
 * @param waitNanos how long threads have waited for it, all together
 * @param holds of how many times that the lock was held the length was measured: one in
 * 64
 * @param holdNanos how long it was held these times, all together
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
