package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log: the batches that one replica appended together.
 *
 * @param replica the id of the replica that appended it
 * @param sequence its number among the entries of that replica
 * @param appendedAt the time of the append; null in an entry of version 1
 * @param events the events of all batches
 * @param keyed the batches that have a key, in order
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
	 * A batch with an idempotency key.
	 *
	 * @param from the index of its first event
	 * @param to the index after its last event
	 * @param key identifies a retry
	 * @param acceptedAt the time at which the replica accepted it
	 * @param leftOut the names of the series that it left out
	 */
	record Keyed(int from, int to, IdempotencyKey key, Instant acceptedAt, Set<String> leftOut) {

		/** Creates a batch that leaves out no series yet; names can be added. */
		Keyed(int from, int to, IdempotencyKey key, Instant acceptedAt) {
			this(from, to, key, acceptedAt, new LinkedHashSet<>(0));
		}

	}

}
