package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKeys;
import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.Pane;
import io.eventstatistics.window.Sealer;
import io.eventstatistics.window.SlidingWindow;
import io.eventstatistics.window.Statistics;
import io.eventstatistics.window.Timeline;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * The rolling window: holds the events whose timestamp is at or after
 * {@code now - window} and answers for them. Recording is O(1) an event, in whatever
 * order events arrive and however they lie in time; a question costs the same at a
 * thousand and at a hundred million.
 * <p>
 * An event that has left the window does not come back: if the clock moves back, expired
 * events stay expired.
 * <p>
 * Thread-safe: every call locks, reads the clock, prunes, acts and unlocks. Only
 * arithmetic happens while the lock is held, no I/O, no callback.
 */
public final class EventService implements EventRecorder {

	/** How many series may hold events at once where nothing else is set. */
	public static final int DEFAULT_MAX_SERIES = 10_000;

	private final InstantSource clock;

	private final long windowNanos;

	private final long maxAheadNanos;

	private final long maxEvents;

	private final int maxSeries;

	private final MeteredLock.Meter lockMeter = new MeteredLock.Meter();

	/** Guards all that follows, and the meter. */
	private final ReentrantLock lock = new MeteredLock(this.lockMeter);

	/** Of the events without a name, oldest first; their window works on it. */
	private final ArrayDeque<Pane> panes = new ArrayDeque<>(1);

	private final SeriesWindows windows;

	private final IdempotencyKeys keys;

	private final Tally tally = new Tally();

	private final Recording recording;

	/** Creates an empty window with room for 10,000 series. */
	public EventService(InstantSource clock, Duration window, Duration maxClockSkew, long maxEvents, long maxBytes) {
		this(clock, window, maxClockSkew, maxEvents, maxBytes, DEFAULT_MAX_SERIES);
	}

	/**
	 * Creates an empty window.
	 * @param clock the time, by which events leave
	 * @param window the window's length, above zero
	 * @param maxClockSkew how far ahead of the clock a timestamp may be, zero or more
	 * @param maxEvents how many events may be held at most
	 * @param maxBytes how much memory events, keys and series may take at most
	 * @param maxSeries how many series may hold events at once, 0 or more
	 */
	public EventService(InstantSource clock, Duration window, Duration maxClockSkew, long maxEvents, long maxBytes,
			int maxSeries) {
		this.clock = clock;
		this.windowNanos = window.toNanos();
		this.maxAheadNanos = maxClockSkew.toNanos();
		this.maxEvents = maxEvents;
		this.maxSeries = maxSeries;
		MemoryMeter memory = new MemoryMeter();
		this.windows = new SeriesWindows(new SlidingWindow(this.panes, memory), memory);
		this.keys = new IdempotencyKeys(this.windowNanos);
		this.recording = new Recording(this.windows, this.keys,
				new Admission(this.windows, this.keys, this.maxAheadNanos, maxEvents, maxBytes, maxSeries), this.tally);
	}

	@Override
	public Receipt record(EventBatch batch, @Nullable IdempotencyKey key) {
		return locked((now) -> this.recording.record(batch, key, now));
	}

	/**
	 * Does all that {@link #record} does except to record.
	 * @param batch the events, not used by anyone else meanwhile
	 * @param key by which a retry is known, or null for none
	 * @return the events to apply, and the receipt, which says whether the batch was
	 * recorded before
	 * @throws RuntimeException as {@link #record} does
	 */
	public Receipt.Admitted admit(EventBatch batch, @Nullable IdempotencyKey key) {
		return locked((now) -> this.recording.admit(batch, key, now));
	}

	/** Does what the method below does, for a batch without a key. */
	public void apply(EventBatch batch, Instant appliedAt) {
		long applied = EpochNanos.of(appliedAt);
		locked((now) -> this.recording.apply(batch, null, applied, applied));
	}

	/**
	 * Records a batch that was admitted before, unless its key was recorded before it.
	 * That depends on what was applied so far and on the times given, not on the clock,
	 * so all who apply the same batches in the same order decide alike.
	 * @param batch the events, not used by anyone else meanwhile
	 * @param key by which a retry is known
	 * @param acceptedAt the time when the batch was admitted
	 * @param appliedAt the time that decides how long the key is known, the same for all
	 * who apply the batch
	 * @return when the batch was recorded, and whether that was before
	 * @throws IdempotencyConflictException if the key was used for another request
	 */
	public Receipt apply(EventBatch batch, IdempotencyKey key, Instant acceptedAt, Instant appliedAt) {
		long accepted = EpochNanos.of(acceptedAt);
		long applied = EpochNanos.of(appliedAt);
		return locked((now) -> this.recording.apply(batch, key, accepted, applied));
	}

	/** Forgets all events and keys. */
	public void clear() {
		this.lock.lock();
		try {
			this.windows.clear();
			this.keys.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Returns the figures of the window at this instant. */
	public Statistics statistics() {
		Question question = new Question(SeriesSelector.all(), this.windowNanos, false);
		return locked((now) -> question.snapshot(this.windows, now)).aggregate().summary().toStatistics();
	}

	/** Returns the same as the method below, of all events. */
	public Snapshot snapshot(Duration part, boolean detailed) {
		return snapshot(SeriesSelector.all(), part, detailed);
	}

	/**
	 * Returns what the window knows at this instant of the events of its last part: those
	 * with {@code timestamp >= now - part}. Without details its cost does not grow with
	 * the number of events in a series.
	 * @param selector which events
	 * @param part above zero, at most the window's length
	 * @param detailed whether percentiles and variance are wanted
	 * @return all of one instant
	 * @throws IllegalArgumentException if the part is out of range
	 */
	public Snapshot snapshot(SeriesSelector selector, Duration part, boolean detailed) {
		Question question = prepare(selector, part, detailed);
		return locked((now) -> question.snapshot(this.windows, now));
	}

	/** Returns the same as the method below, of all events. */
	public History history(Duration part, Duration step, boolean detailed) {
		return history(SeriesSelector.all(), part, step, detailed);
	}

	/**
	 * Returns what the window knows at this instant of its last part, step by step. The
	 * steps are aligned to the epoch; the first holds only what is in the part, the last
	 * all that is ahead of the clock too, so that every event is in one. Linear in the
	 * steps and the slots, and in the events of slots that a step cuts.
	 * @param selector which events
	 * @param part above zero, at most the window's length
	 * @param step the length of a step, above zero
	 * @param detailed whether percentiles and variance are wanted
	 * @return oldest first, steps without events too, all of one instant
	 * @throws IllegalArgumentException if the part is out of range
	 */
	public History history(SeriesSelector selector, Duration part, Duration step, boolean detailed) {
		Question question = prepare(selector, part, detailed);
		long stepNanos = step.toNanos();
		Timeline timeline = locked((now) -> question.timeline(this.windows, stepNanos, now));
		return History.of(question.partNanos(), stepNanos, timeline);
	}

	/**
	 * Answers {@link #snapshot(SeriesSelector, Duration, boolean)} series by series.
	 * @return the series that have events in the part, and all of them together
	 */
	public Groups groups(SeriesSelector selector, Duration part, boolean detailed) {
		Question question = prepare(selector, part, detailed);
		Question.Parts parts = locked((now) -> question.parts(this.windows, now));
		return question.total(parts);
	}

	/**
	 * Answers {@link #history(SeriesSelector, Duration, Duration, boolean)} series by
	 * series.
	 * @param limit how many series at most, 1 or more
	 * @return the first series by name that have events in the part
	 */
	public List<GroupHistory> histories(SeriesSelector selector, Duration part, Duration step, boolean detailed,
			int limit) {
		Question question = prepare(selector, part, detailed);
		long stepNanos = step.toNanos();
		return locked((now) -> question.timelines(this.windows, stepNanos, limit, now)).stream()
			.map((steps) -> new GroupHistory(steps.series(),
					History.of(question.partNanos(), stepNanos, steps.timeline())))
			.toList();
	}

	/**
	 * Lists series that have events in the window.
	 * @param prefix with which their names begin
	 * @param after the name after which to go on, or null to begin with the first
	 * @param limit how many to list at most, 1 or more
	 * @return the list, by name
	 */
	public SeriesPage series(String prefix, @Nullable String after, int limit) {
		return locked(
				(now) -> SeriesPage.of(this.windows, prefix, (after != null) ? after : "", limit, this.maxSeries));
	}

	/** Returns what has been counted and what is held, all of one instant. */
	public Meters meters() {
		return locked((now) -> Meters.of(this.tally, this.windows, this.maxEvents, this.maxSeries, this.keys,
				this.lockMeter));
	}

	/** Returns by how much the latest event came too late since the last call. */
	public Duration takeLateness() {
		return Duration.ofNanos(locked((now) -> this.tally.takeLatestBy()));
	}

	/** Returns the window's length, above zero. */
	public Duration window() {
		return Duration.ofNanos(this.windowNanos);
	}

	/** Returns for how long after it came an event can count: the window and the skew. */
	public Duration retention() {
		return Duration.ofNanos(this.windowNanos + this.maxAheadNanos);
	}

	/**
	 * Sorts the events of a detailed question, slot by slot; the lock is free meanwhile.
	 */
	private Question prepare(SeriesSelector selector, Duration part, boolean detailed) {
		if (part.compareTo(Duration.ZERO) <= 0 || part.compareTo(window()) > 0) {
			throw new IllegalArgumentException("the part must be above zero and at most the window's length");
		}
		Question question = new Question(selector, part.toNanos(), detailed);
		if (detailed) {
			long from = EpochNanos.of(this.clock.instant()) - question.partNanos();
			locked((now) -> question.toSeal(this.windows)).forEach((window) -> seal(window, from));
		}
		return question;
	}

	private void seal(SlidingWindow window, long from) {
		Sealer sealer = new Sealer(from);
		while (locked((now) -> window.copyTo(sealer))) {
			if (sealer.hasCopied()) {
				sealer.sort();
				locked((now) -> window.install(sealer));
			}
		}
	}

	/** Locks, reads the clock, prunes, acts, unlocks. */
	private <T> T locked(LongFunction<T> action) {
		this.lock.lock();
		try {
			long now = EpochNanos.of(this.clock.instant());
			this.windows.advanceTo(now - this.windowNanos);
			return action.apply(now);
		}
		finally {
			this.lock.unlock();
		}
	}

}
