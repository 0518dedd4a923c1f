package io.eventstatistics.event;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKeys;
import io.eventstatistics.window.series.SeriesRun;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * Records batches: admits them, remembers their keys, adds their events to the window and
 * counts them. A call that fails has changed nothing: room is made first. Times are in
 * nanoseconds since the epoch. Not thread-safe.
 */
final class Recording {

	/** How long a key is held past its lifetime, since the log's clock may be behind. */
	private static final long KEY_MARGIN = TimeUnit.MINUTES.toNanos(1);

	private final SeriesWindows windows;

	private final IdempotencyKeys keys;

	private final Admission admission;

	private final Tally tally;

	Recording(SeriesWindows windows, IdempotencyKeys keys, Admission admission, Tally tally) {
		this.windows = windows;
		this.keys = keys;
		this.admission = admission;
		this.tally = tally;
	}

	/** Does what {@link EventRecorder#record} says, at a time. */
	Receipt record(EventBatch batch, @Nullable IdempotencyKey key, long now) {
		this.keys.expire(now);
		Receipt.Admitted admitted = checked(batch, key, now);
		if (!admitted.receipt().replayed()) {
			EventBatch accepted = admitted.events();
			add(accepted, this.admission.counting(accepted), key, admitted.receipt(), now);
			countLate(admitted);
		}
		return admitted.receipt();
	}

	/** Does what {@link EventService#admit} says, at a time. */
	Receipt.Admitted admit(EventBatch batch, @Nullable IdempotencyKey key, long now) {
		this.keys.removeClaimedBefore(this.windows.edge() - KEY_MARGIN);
		return this.admission.reserve(checked(batch, key, now));
	}

	/** Does what {@link EventService#finish} says. */
	Receipt.Admitted finish(Receipt.Admitted admitted, boolean recorded) {
		this.admission.release(admitted);
		if (recorded) {
			countLate(admitted);
		}
		return admitted;
	}

	/** Admits a batch and counts a retry. */
	private Receipt.Admitted checked(EventBatch batch, @Nullable IdempotencyKey key, long now) {
		Receipt.Admitted admitted = this.admission.admit(batch, key, now);
		if (admitted.receipt().replayed()) {
			this.tally.replayed(batch);
		}
		return admitted;
	}

	/**
	 * Records a batch that was admitted before, unless its key was recorded before it.
	 * @param leftOut the names of the series that it left out
	 * @param acceptedAt when it was admitted
	 * @param appliedAt the time by which keys expire
	 * @return when the batch was recorded, what it left out, and whether that was before
	 * @throws IdempotencyConflictException if the key was used for another request
	 */
	Receipt apply(EventBatch batch, @Nullable IdempotencyKey key, Set<String> leftOut, long acceptedAt,
			long appliedAt) {
		this.keys.expire(key, appliedAt);
		Long before = (key != null) ? this.keys.recordedAt(key, appliedAt) : null;
		if (key != null && before != null) {
			this.tally.replayed(batch);
			return this.admission.repeat(key, before);
		}
		EventBatch counting = this.admission.counting(batch);
		Receipt receipt = this.admission.receipt(acceptedAt, false, this.admission.refusal(leftOut, acceptedAt));
		add(batch, counting, key, receipt, appliedAt);
		return receipt.withExpired(batch.size() - counting.size());
	}

	/** Removes all events and keys. */
	Recording clear() {
		this.windows.clear();
		this.keys.clear();
		return this;
	}

	/** Counts the late events of a recorded batch. */
	private void countLate(Receipt.Admitted recorded) {
		int late = recorded.receipt().expired();
		if (late > 0) {
			this.tally.late(late, this.windows.edge() - recorded.events().earliest());
		}
	}

	/**
	 * Adds events. What may fail comes first; from the first event on nothing is
	 * allocated.
	 * @param counting those of the batch that are not older than the window
	 * @param receipt what a retry is answered with
	 */
	private void add(EventBatch batch, EventBatch counting, @Nullable IdempotencyKey key, Receipt receipt,
			long appliedAt) {
		List<SeriesRun> runs = counting.runs();
		try {
			this.windows.reserve(runs);
			this.tally.reserve(batch);
			if (key != null) {
				this.keys.claim(key, receipt.refusedSeries().names(), receipt.recordedAtNanos(), appliedAt);
			}
		}
		catch (OutOfMemoryError ex) {
			this.windows.cancel(runs);
			throw ex;
		}
		this.windows.add(runs, counting.isInOrder());
		this.tally.recorded(batch, counting.size());
	}

}
