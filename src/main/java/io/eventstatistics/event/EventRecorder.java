package io.eventstatistics.event;

import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * Where events go to be counted. Thread-safe.
 */
public interface EventRecorder {

	/**
	 * Records all events of a batch or none; of a {@linkplain EventBatch#isPartial()
	 * partial} one, all but those too far ahead and, unless it has a key, those of series
	 * beyond the limit. When this returns, the next statistics include them; no reader
	 * sees a part of them. A batch whose key was recorded before is not recorded again.
	 * What is refused does not use up its key.
	 * @param batch the events, not used by anyone else meanwhile
	 * @param key by which a retry is known, or null for none
	 * @return when the batch was recorded, and whether that was before
	 * @throws TimestampAheadException if a timestamp is too far ahead of the clock
	 * @throws IdempotencyConflictException if the key was used for another request
	 * @throws IdempotencyInFlightException if another request with the key is under way
	 * @throws SeriesLimitException if there is no room for all of their series
	 * @throws WindowFullException if there is no room for all of them
	 * @throws RecorderUnavailableException if they cannot be recorded for now, or were
	 * but that is not known
	 */
	Receipt record(EventBatch batch, @Nullable IdempotencyKey key);

	/**
	 * Returns whether the window holds all that was recorded. It does not while a log is
	 * replayed; its figures are then those of a part.
	 * @return whether questions can be answered
	 */
	default boolean isComplete() {
		return true;
	}

	/**
	 * Requires that the window holds all that was recorded. Whoever calls it after taking
	 * figures knows that they are not those of a part.
	 * @throws RecorderUnavailableException if a log is being replayed
	 */
	default void requireComplete() {
		if (!isComplete()) {
			throw new RecorderUnavailableException("the window is being rebuilt from the log: try again soon");
		}
	}

}
