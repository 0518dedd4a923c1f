package io.eventstatistics.event;

import java.util.LinkedHashSet;
import java.util.Set;

import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKeys;
import io.eventstatistics.window.series.PendingSeries;
import io.eventstatistics.window.series.SeriesRun;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a batch may be recorded: whether it is a retry, how far its timestamps
 * are ahead of the clock, and whether the window has room for its series and its events.
 * Changes nothing except that it removes expired events and keys, and reserves places for
 * series on request. O(1), or O(events) if some events do not count. Not thread-safe.
 */
final class Admission {

	/** The largest memory of an event, while it is staged and then in a slot. */
	private static final int BYTES_PER_EVENT = 64;

	/** The memory of a series without its events and the text of its name. */
	private static final int BYTES_PER_SERIES = 1200;

	private final SeriesWindows windows;

	private final IdempotencyKeys keys;

	private final long maxAheadNanos;

	private final long maxEvents;

	private final long maxBytes;

	private final int maxSeries;

	/** The new series of batches that are admitted and not applied; null for none. */
	private @Nullable PendingSeries pending;

	Admission(SeriesWindows windows, IdempotencyKeys keys, long maxAheadNanos, long maxEvents, long maxBytes,
			int maxSeries) {
		this.windows = windows;
		this.keys = keys;
		this.maxAheadNanos = maxAheadNanos;
		this.maxEvents = maxEvents;
		this.maxBytes = maxBytes;
		this.maxSeries = maxSeries;
	}

	/**
	 * Admits a batch.
	 * @param now the time, in nanoseconds since the epoch
	 * @return the events to record, none for a retry, and the receipt
	 * @throws TimestampAheadException if a timestamp is too far ahead of the clock
	 * @throws IdempotencyConflictException if the key was used for another request
	 * @throws WindowFullException if there is no room for all of the events
	 * @throws SeriesLimitException if there is no room for all series, and the batch is
	 * not partial
	 */
	Receipt.Admitted admit(EventBatch batch, @Nullable IdempotencyKey key, long now) {
		Long recordedAt = (key != null) ? this.keys.recordedAt(key, now) : null;
		if (key != null && recordedAt != null) {
			int expired = batch.countBefore(recordedAt - this.keys.lifetimeNanos());
			return new Receipt.Admitted(new EventBatch(1), repeat(key, recordedAt).withExpired(expired));
		}
		EventBatch accepted = withoutAhead(batch, now);
		SeriesRefusal refused = judgeSeries(accepted);
		if (!refused.names().isEmpty() && !batch.isPartial()) {
			throw new SeriesLimitException(refused);
		}
		accepted = refused.acceptedOf(accepted);
		requireRoom(accepted, (key != null) ? IdempotencyKeys.bytes(key, refused.names()) : 0);
		return new Receipt.Admitted(accepted,
				receipt(now, false, refused).withExpired(accepted.countBefore(this.windows.edge())));
	}

	/**
	 * Reserves places for the new series of an admitted batch until it is released. A
	 * series whose last event expires meanwhile has no place reserved.
	 */
	Receipt.Admitted reserve(Receipt.Admitted admitted) {
		EventBatch events = admitted.events();
		if (this.windows.countNew(events.seriesNames()) == 0) {
			return admitted;
		}
		Set<String> names = newSeries(events);
		Receipt.Admitted reserved = new Receipt.Admitted(events, admitted.receipt(), names);
		PendingSeries series = (this.pending != null) ? this.pending : new PendingSeries();
		series.add(names);
		this.pending = series;
		return reserved;
	}

	/** Releases the places that a batch has reserved. */
	void release(Receipt.Admitted admitted) {
		if (this.pending != null) {
			this.pending.remove(admitted.newSeries());
			this.pending = this.pending.names().isEmpty() ? null : this.pending;
		}
	}

	private Set<String> pendingNames() {
		return (this.pending != null) ? this.pending.names() : Set.of();
	}

	/** Returns the events of a batch that are not older than the window. */
	EventBatch counting(EventBatch batch) {
		return (batch.isEmpty() || batch.earliest() >= this.windows.edge()) ? batch
				: batch.between(this.windows.edge(), Long.MAX_VALUE);
	}

	/** Returns the receipt of the first request with a key; no events are expired. */
	Receipt repeat(IdempotencyKey key, long recordedAt) {
		return receipt(recordedAt, true, refusal(this.keys.leftOut(key), recordedAt));
	}

	/** Returns the receipt of a batch; no events are expired. */
	Receipt receipt(long recordedAt, boolean replayed, SeriesRefusal refused) {
		return new Receipt(recordedAt, recordedAt + this.maxAheadNanos, replayed, 0, refused);
	}

	/** Returns the refusal of series by a batch that was recorded at a time. */
	SeriesRefusal refusal(Set<String> names, long recordedAt) {
		return names.isEmpty() ? SeriesRefusal.NONE
				: new SeriesRefusal(names, this.maxSeries, recordedAt - this.keys.lifetimeNanos());
	}

	private void requireRoom(EventBatch batch, long keyBytes) {
		if (this.windows.held() + batch.size() > this.maxEvents || bytesWith(batch, keyBytes) > this.maxBytes) {
			this.windows.removeExpired();
			if (this.windows.held() + batch.size() > this.maxEvents) {
				throw WindowFullException.ofEvents(this.maxEvents);
			}
			if (bytesWith(batch, keyBytes) > this.maxBytes) {
				throw WindowFullException.ofMemory(this.maxBytes);
			}
		}
	}

	/** Staged events need more memory if each moves to a slot of its own. */
	private long bytesWith(EventBatch batch, long keyBytes) {
		return this.windows.bytes() + this.keys.bytes() + keyBytes
				+ (long) BYTES_PER_EVENT * (batch.size() + this.windows.staged())
				+ (long) BYTES_PER_SERIES * (this.windows.countNew(batch.seriesNames()) + pendingNames().size());
	}

	private SeriesRefusal judgeSeries(EventBatch batch) {
		int pendingSize = pendingNames().size();
		if (this.windows.size() + this.windows.countNew(batch.seriesNames()) + pendingSize <= this.maxSeries) {
			return SeriesRefusal.NONE;
		}
		this.windows.removeEmptied();
		int room = this.maxSeries - this.windows.size() - this.windows.countNew(pendingNames());
		Set<String> refused = new LinkedHashSet<>();
		for (String name : newSeries(batch)) {
			if (!pendingNames().contains(name) && --room < 0) {
				refused.add(name);
			}
		}
		return new SeriesRefusal(refused, this.maxSeries, this.windows.edge());
	}

	/** Returns the series that begin; one whose events are all expired does not. */
	private Set<String> newSeries(EventBatch batch) {
		Set<String> names = new LinkedHashSet<>();
		for (SeriesRun run : counting(batch).runs()) {
			String name = run.series();
			if (name != null && this.windows.get(name) == null) {
				names.add(name);
			}
		}
		return names;
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
