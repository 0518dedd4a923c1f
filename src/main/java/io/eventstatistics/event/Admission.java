package io.eventstatistics.event;

import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a batch may be recorded: whether it is a repeat, how far its timestamps
 * lie ahead of the clock, and whether the window has room. Changes nothing but what has
 * expired. O(1), or O(events) for a batch of which a part does not count. Not
 * thread-safe.
 */
final class Admission {

	/** What an event may take while it is staged and then in a slot. */
	private static final int BYTES_PER_EVENT = 64;

	private final SlidingWindow window;

	private final IdempotencyKeys keys;

	private final long maxAheadNanos;

	private final long maxEvents;

	private final long maxBytes;

	Admission(SlidingWindow window, IdempotencyKeys keys, long maxAheadNanos, long maxEvents, long maxBytes) {
		this.window = window;
		this.keys = keys;
		this.maxAheadNanos = maxAheadNanos;
		this.maxEvents = maxEvents;
		this.maxBytes = maxBytes;
	}

	/**
	 * Admits a batch.
	 * @param now the time, in nanoseconds since the epoch
	 * @return the events to record, none for a repeat, and the receipt
	 * @throws TimestampAheadException if a timestamp is too far ahead of the clock
	 * @throws IdempotencyConflictException if the key was used for another request
	 * @throws WindowFullException if there is no room for all of the events
	 */
	Admitted admit(EventBatch batch, @Nullable IdempotencyKey key, long now) {
		Long recordedAt = (key != null) ? this.keys.recordedAt(key, now) : null;
		if (recordedAt != null) {
			long windowNanos = now - this.window.edge();
			return new Admitted(new EventBatch(1),
					receipt(recordedAt, true, batch.countBefore(recordedAt - windowNanos)));
		}
		requireRoom(batch.size(), (key != null) ? IdempotencyKeys.bytes(key) : 0);
		EventBatch accepted = withoutAhead(batch, now);
		return new Admitted(accepted, receipt(now, false, accepted.countBefore(this.window.edge())));
	}

	/** Returns the events of a batch that are not older than the window. */
	EventBatch counting(EventBatch batch) {
		return (batch.isEmpty() || batch.earliest() >= this.window.edge()) ? batch
				: batch.between(this.window.edge(), Long.MAX_VALUE);
	}

	Receipt receipt(long recordedAt, boolean replayed, int expired) {
		return new Receipt(recordedAt, recordedAt + this.maxAheadNanos, replayed, expired);
	}

	private void requireRoom(int events, long keyBytes) {
		if (this.window.held() + events > this.maxEvents) {
			this.window.removeExpired();
			if (this.window.held() + events > this.maxEvents) {
				throw WindowFullException.ofEvents(this.maxEvents);
			}
		}
		if (bytesWith(events, keyBytes) > this.maxBytes) {
			this.window.removeExpired();
			if (bytesWith(events, keyBytes) > this.maxBytes) {
				throw WindowFullException.ofMemory(this.maxBytes);
			}
		}
	}

	/** Staged events take more where each goes to a slot of its own. */
	private long bytesWith(int events, long keyBytes) {
		return this.window.bytes() + this.keys.bytes() + keyBytes
				+ (long) BYTES_PER_EVENT * (events + this.window.staged());
	}

	private EventBatch withoutAhead(EventBatch batch, long now) {
		long latestAccepted = now + this.maxAheadNanos;
		if (batch.isEmpty() || batch.latest() <= latestAccepted) {
			return batch;
		}
		if (!batch.isPartial()) {
			throw new TimestampAheadException(batch.latestTimestamp(), EpochNanos.toInstant(latestAccepted),
					EpochNanos.toInstant(now));
		}
		return batch.between(Long.MIN_VALUE, latestAccepted);
	}

}
