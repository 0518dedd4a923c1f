package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.List;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log: the batches of requests that came to one replica together, one
 * after the other.
 *
 * @param replica who appended it
 * @param sequence its number among those of that replica
 * @param appendedAt when the replica appended it; null in an entry of version 1
 * @param events of all its batches
 * @param keyed those of its batches that have a key, in order
 */
record Entry(long replica, long sequence, @Nullable Instant appendedAt, EventBatch events, List<Keyed> keyed) {

	/** Returns a part of the events. */
	EventBatch slice(int from, int to) {
		EventBatch slice = new EventBatch(Math.max(1, to - from));
		for (int i = from; i < to; i++) {
			slice.add(this.events.timestampNanos(i), this.events.value(i), this.events.series(i));
		}
		return slice;
	}

	/**
	 * A batch that has an idempotency key.
	 *
	 * @param from the index of its first event
	 * @param to the index after its last
	 * @param key by which a retry is known
	 * @param acceptedAt when the replica accepted it
	 */
	record Keyed(int from, int to, IdempotencyKey key, Instant acceptedAt) {

	}

}
