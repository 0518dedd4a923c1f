package io.eventstatistics.event;

import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * Records events. Thread-safe.
 */
public interface EventRecorder {

	/**
	 * Records all events of a batch or none; of a {@linkplain EventBatch#isPartial()
	 * partial} batch, all except those too far ahead and those of series beyond the
	 * limit, also if these are all. The events become visible at once: statistics after
	 * the return include them, and no reader sees only some of them. A batch whose key
	 * was recorded before is not recorded again. A rejected batch does not use its key.
	 * @param batch the events; must not be used by others during the call
	 * @param key identifies a retry, or null for none
	 * @return the time at which the batch was recorded, what it left out then, and
	 * whether it is a retry
	 * @throws TimestampAheadException if a timestamp is too far ahead of the clock
	 * @throws IdempotencyConflictException if the key was used for another request
	 * @throws IdempotencyInFlightException if another request with the key is in progress
	 * @throws SeriesLimitException if there is no room for all series of a batch that is
	 * not partial
	 * @throws WindowFullException if there is no room for all events
	 * @throws RecorderUnavailableException if events cannot be recorded at present; it is
	 * unknown whether these were
	 */
	Receipt record(EventBatch batch, @Nullable IdempotencyKey key);

	/**
	 * Returns whether the window holds all recorded events. While a log is replayed it
	 * holds only some, and its figures are incomplete.
	 * @return whether questions can be answered
	 */
	default boolean isComplete() {
		return true;
	}

	/**
	 * Requires that the window holds all recorded events. Call this after reading
	 * figures: if it returns, they are complete.
	 * @throws RecorderUnavailableException if a log is being replayed
	 */
	default void requireComplete() {
		if (!isComplete()) {
			throw new RecorderUnavailableException("the window is being rebuilt from the log: try again soon");
		}
	}

}
