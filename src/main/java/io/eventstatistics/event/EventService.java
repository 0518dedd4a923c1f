package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
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
 * {@code now - window} and computes their figures. Recording is O(1) an event, for any
 * order of arrival and any distribution over time. The cost of a question does not depend
 * on the number of events. An event that has left the window does not come back: if the
 * clock moves back, expired events stay expired.
 * <p>
 * Thread-safe: every call locks, reads the clock, prunes, acts and unlocks. Only
 * arithmetic happens while the lock is held, no I/O, no callback.
 */
public final class EventService implements EventRecorder {

	/** The largest number of series with events by default. */
	public static final int DEFAULT_MAX_SERIES = 10_000;

	private final InstantSource clock;

	private final long windowNanos;

	private final long maxAheadNanos;

	private final long maxEvents;

	private final int maxSeries;

	private final MeteredLock.Meter lockMeter = new MeteredLock.Meter();

	/** Guards all fields below, and the meter. */
	private final ReentrantLock lock = new MeteredLock(this.lockMeter);

	/** The panes of the unnamed series, oldest first; its window uses this deque. */
	private final ArrayDeque<Pane> panes = new ArrayDeque<>(1);

	private final SeriesWindows windows;

	private final IdempotencyKeys keys;

	private final Tally tally = new Tally();

	private final Recording recording;

	/** Creates an empty window with room for 10,000 series. */
	public EventService(InstantSource clock, Duration window, Duration maxClockSkew, long maxEvents, long maxBytes) {
		this(clock, window, maxClockSkew, maxEvents, maxBytes, DEFAULT_MAX_SERIES, 1);
	}

	/**
	 * Creates an empty window.
	 * @param clock the clock that expires events
	 * @param window the window's length, above zero
	 * @param maxClockSkew how far ahead of the clock a timestamp may be, zero or more
	 * @param maxEvents the largest number of events held
	 * @param maxBytes the largest memory of events, keys and series, in bytes
	 * @param maxSeries the largest number of series with events, 0 or more
	 * @param keyPartitions the number of sequences in which keys are applied, above zero
	 */
	public EventService(InstantSource clock, Duration window, Duration maxClockSkew, long maxEvents, long maxBytes,
			int maxSeries, int keyPartitions) {
		this.clock = clock;
		this.windowNanos = window.toNanos();
		this.maxAheadNanos = maxClockSkew.toNanos();
		this.maxEvents = maxEvents;
		this.maxSeries = maxSeries;
		MemoryMeter memory = new MemoryMeter();
		this.windows = new SeriesWindows(new SlidingWindow(this.panes, memory), memory);
		this.keys = new IdempotencyKeys(this.windowNanos, keyPartitions);
		this.recording = new Recording(this.windows, this.keys,
				new Admission(this.windows, this.keys, this.maxAheadNanos, maxEvents, maxBytes, maxSeries), this.tally);
	}

	@Override
	public Receipt record(EventBatch batch, @Nullable IdempotencyKey key) {
		return locked((now) -> this.recording.record(batch, key, now));
	}

	/**
	 * Does the checks of {@link #record} without recording, and reserves places for new
	 * series. {@link #finish} must follow, unless the batch is a retry.
	 * @param batch the events; must not be used by others during the call
	 * @param key identifies a retry, or null for none
	 * @return the events to apply, and the receipt, which states whether it is a retry
	 * @throws RuntimeException as {@link #record} does
	 */
	public Receipt.Admitted admit(EventBatch batch, @Nullable IdempotencyKey key) {
		return locked((now) -> this.recording.admit(batch, key, now));
	}

	/** Frees what an admitted batch reserved; counts its late events if recorded. */
	public void finish(Receipt.Admitted admitted, boolean recorded) {
		if (!admitted.newSeries().isEmpty() || (recorded && admitted.receipt().expired() > 0)) {
			locked((now) -> this.recording.finish(admitted, recorded));
		}
	}

	/** Records an admitted batch without a key. */
	public void apply(EventBatch batch, Instant appliedAt) {
		long applied = EpochNanos.of(appliedAt);
		locked((now) -> this.recording.apply(batch, null, Set.of(), applied, applied));
	}

	/**
	 * Records an admitted batch, unless its key was recorded before. The decision depends
	 * on what was applied before in the key's partition and on the times given, not on
	 * the clock: replicas that apply the same batches in the same order decide alike.
	 * @param batch the events; must not be used by others during the call
	 * @param key identifies a retry
	 * @param leftOut the series that the batch left out when it was admitted
	 * @param acceptedAt the time when the batch was admitted
	 * @param appliedAt the time that decides when the key expires, on every replica
	 * @return the time at which the batch was recorded, and whether it is a retry
	 * @throws IdempotencyConflictException if the key was used for another request
	 */
	public Receipt apply(EventBatch batch, IdempotencyKey key, Set<String> leftOut, Instant acceptedAt,
			Instant appliedAt) {
		long accepted = EpochNanos.of(acceptedAt);
		long applied = EpochNanos.of(appliedAt);
		return locked((now) -> this.recording.apply(batch, key, leftOut, accepted, applied));
	}

	/** Removes all events and keys. */
	public void clear() {
		locked((now) -> this.recording.clear());
	}

	/** Returns the figures of the window at this instant. */
	public Statistics statistics() {
		Question question = new Question(SeriesSelector.all(), this.windowNanos, false);
		return locked((now) -> question.snapshot(this.windows, now)).aggregate().summary().toStatistics();
	}

	/** Returns the same as the method below, for all events. */
	public Snapshot snapshot(Duration part, boolean detailed) {
		return snapshot(SeriesSelector.all(), part, detailed);
	}

	/**
	 * Returns a snapshot of the events of the last part of the window: those with
	 * {@code timestamp >= now - part}. Without details the cost does not depend on the
	 * number of events in a series.
	 * @param selector selects the events
	 * @param part above zero, at most the window's length
	 * @param detailed whether to include percentiles and variance
	 * @throws IllegalArgumentException if the part is out of range
	 */
	public Snapshot snapshot(SeriesSelector selector, Duration part, boolean detailed) {
		Question question = prepare(selector, part, detailed);
		return locked((now) -> question.snapshot(this.windows, now));
	}

	/** Returns the same as the method below, for all events. */
	public History history(Duration part, Duration step, boolean detailed) {
		return history(SeriesSelector.all(), part, step, detailed);
	}

	/**
	 * Returns a history of the last part of the window, in steps aligned to the epoch.
	 * The first step has only the events of the part, and the last one also has the
	 * events ahead of the clock, so that every event is in exactly one step. Linear in
	 * the steps and the slots, and in the events of slots that a step cuts.
	 * @param selector selects the events
	 * @param part above zero, at most the window's length
	 * @param step the length of a step, above zero
	 * @param detailed whether to include percentiles and variance
	 * @return the steps at this instant, oldest first, including steps without events
	 * @throws IllegalArgumentException if the part is out of range
	 */
	public History history(SeriesSelector selector, Duration part, Duration step, boolean detailed) {
		Question question = prepare(selector, part, detailed);
		Timeline timeline = locked((now) -> question.timeline(this.windows, step.toNanos(), now));
		return History.of(question.partNanos(), step.toNanos(), timeline);
	}

	/**
	 * Returns {@link #snapshot(SeriesSelector, Duration, boolean)} by series.
	 * @return the series that have events in the part, and their total
	 */
	public Groups groups(SeriesSelector selector, Duration part, boolean detailed) {
		Question question = prepare(selector, part, detailed);
		return question.total(locked((now) -> question.parts(this.windows, now)));
	}

	/**
	 * Returns {@link #history(SeriesSelector, Duration, Duration, boolean)} by series.
	 * @param limit the largest number of series, 1 or more
	 * @return the first series by name that have events in the part
	 */
	public List<GroupHistory> histories(SeriesSelector selector, Duration part, Duration step, boolean detailed,
			int limit) {
		Question question = prepare(selector, part, detailed);
		return locked((now) -> question.timelines(this.windows, step.toNanos(), limit, now)).stream()
			.map((steps) -> steps.history(question, step.toNanos()))
			.toList();
	}

	/**
	 * Returns the events as of an instant of the caller's choice, for a merge with those
	 * of other windows. Events ahead of the instant count, as they do at any time.
	 * @param asOf the instant, at most as long ago as this window exceeds the part
	 * @param step the length of a step, or zero for a single step
	 * @param limit the largest number of series, or 0 for all selected events together
	 * @return a series each, by name, or one history of all selected events
	 * @throws IllegalArgumentException if events of the part may have expired
	 */
	public List<GroupHistory> asOf(Instant asOf, SeriesSelector selector, Duration part, Duration step,
			boolean detailed, int limit) {
		Question question = prepare(selector, part, detailed);
		return locked((now) -> question.asOf(EpochNanos.of(asOf), this.windows, step.toNanos(), limit)).stream()
			.map((steps) -> steps.history(question, step.toNanos()))
			.toList();
	}

	/**
	 * Lists series that have events in the window, by name.
	 * @param prefix the prefix of their names
	 * @param after the name after which the list continues, or null for its beginning
	 * @param limit the largest number of series, 1 or more
	 */
	public SeriesPage series(String prefix, @Nullable String after, int limit) {
		return locked((now) -> SeriesPage.of(this.windows, prefix, after, limit, this.maxSeries));
	}

	/** Returns the counters and sizes at this instant. */
	public Meters meters() {
		return locked((now) -> Meters.of(this.tally, this.windows, this.maxEvents, this.maxSeries, this.keys,
				this.lockMeter));
	}

	/** Returns the largest age of a late event beyond the window since the last call. */
	public Duration takeLateness() {
		return Duration.ofNanos(locked((now) -> this.tally.takeLatestBy()));
	}

	/** Returns the window's length, above zero. */
	public Duration window() {
		return Duration.ofNanos(this.windowNanos);
	}

	/** Returns the longest time that an event can count: window plus skew. */
	public Duration retention() {
		return Duration.ofNanos(this.windowNanos + this.maxAheadNanos);
	}

	/** Sorts the events of a detailed question, slot by slot, without the lock. */
	private Question prepare(SeriesSelector selector, Duration part, boolean detailed) {
		Question question = Question.of(selector, part, detailed, window());
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

	/** Locks, reads the clock, prunes, acts and unlocks. */
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
