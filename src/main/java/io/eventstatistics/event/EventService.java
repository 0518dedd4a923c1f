package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.Pane;
import io.eventstatistics.window.PaneLayout;
import io.eventstatistics.window.PaneSupply;
import io.eventstatistics.window.Statistics;
import io.eventstatistics.window.Summary;
import io.eventstatistics.window.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The rolling window: holds the events whose timestamp is at or after
 * {@code now - window} and answers for them. Recording is O(1) an event in whatever order
 * events arrive; a question costs the same at a thousand and at a hundred million.
 * <p>
 * An event that has left the window does not come back: where the clock is set back, what
 * was recorded before is judged by the furthest the window's edge has been, what is
 * recorded afterwards by the new time.
 * <p>
 * Thread-safe: one lock guards all state. Only arithmetic happens while it is held, no
 * I/O, no callback.
 */
public final class EventService implements EventRecorder {

	/** Between the first two tries, about a microsecond. */
	private static final int MIN_PAUSES = 64;

	private static final int MAX_PAUSES = 2048;

	/** Lifted in one hold of the lock, which takes some 50 us. */
	private static final int LIFTED_AT_ONCE = 2048;

	/** In columns, with all that surrounds them. */
	private static final int BYTES_PER_EVENT = 13;

	/**
	 * Of a key, past its lifetime by this machine's clock and perhaps not by the log's.
	 */
	private static final long KEY_MARGIN = TimeUnit.MINUTES.toNanos(1);

	private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

	private final InstantSource clock;

	private final long windowNanos;

	private final long maxAheadNanos;

	private final long maxEvents;

	private final PaneSupply supply;

	/** Guards all that follows, and what the supply holds. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Oldest first; a pane is there from its first event on. */
	private final ArrayDeque<Pane> panes = new ArrayDeque<>();

	/** Of all panes but the oldest, which is the only one that the edge can cut. */
	private final Summary younger = new Summary();

	private final IdempotencyKeys keys;

	private final Tally tally = new Tally();

	/** The oldest timestamp that counts, as of the last call. */
	private long edge = Long.MIN_VALUE;

	/**
	 * Creates an empty window.
	 * @param clock the time, by which events leave
	 * @param window the window's length, above zero
	 * @param maxClockSkew how far ahead of the clock a timestamp may be, zero or more
	 * @param maxEvents how many events may be held at most
	 */
	public EventService(InstantSource clock, Duration window, Duration maxClockSkew, long maxEvents) {
		this.clock = clock;
		this.windowNanos = window.toNanos();
		this.maxAheadNanos = maxClockSkew.toNanos();
		this.maxEvents = maxEvents;
		this.keys = new IdempotencyKeys(this.windowNanos);
		this.supply = new PaneSupply(PaneLayout.of(this.windowNanos, this.maxAheadNanos));
	}

	@Override
	public void record(EventBatch batch, @Nullable IdempotencyKey key) {
		EventBatch grouped = batch.grouped(this.supply.paneNanos());
		acquire();
		try {
			long now = now();
			prune(now);
			this.keys.expire(now);
			EventBatch accepted = accept(batch, grouped, key, now);
			if (accepted != null) {
				add(accepted, (accepted == grouped) ? batch : accepted);
				if (key != null) {
					this.keys.claim(key, now, now);
				}
			}
		}
		finally {
			release();
		}
	}

	/**
	 * Does all that {@link #record} does except to record: for a batch that is to be
	 * {@linkplain #apply(EventBatch) applied} later.
	 * @param batch the events, not used by anyone else meanwhile
	 * @param key by which a retry is known, or null for none
	 * @return the events to apply, or null if the batch was recorded before
	 * @throws TimestampAheadException if a timestamp is too far ahead of the clock
	 * @throws IdempotencyConflictException if the key was used for another request
	 * @throws WindowFullException if there is no room for all of them
	 */
	public @Nullable EventBatch accept(EventBatch batch, @Nullable IdempotencyKey key) {
		acquire();
		try {
			long now = now();
			prune(now);
			this.keys.removeClaimedBefore(this.edge - KEY_MARGIN);
			return accept(batch, batch, key, now);
		}
		finally {
			release();
		}
	}

	/**
	 * Records a batch that was accepted before, here or by another process, and refuses
	 * nothing.
	 * @param batch the events, not used by anyone else meanwhile
	 * @param appliedAt the time by which keys expire, the same for all who apply the
	 * batch
	 */
	public void apply(EventBatch batch, Instant appliedAt) {
		EventBatch grouped = batch.grouped(this.supply.paneNanos());
		acquire();
		try {
			prune(now());
			this.keys.expire(nanos(appliedAt));
			add(grouped, batch);
		}
		finally {
			release();
		}
	}

	/**
	 * Records a batch that was accepted before, unless its key was recorded before it.
	 * That depends on what was applied so far and on the times given, not on the clock,
	 * so all who apply the same batches in the same order decide alike.
	 * @param batch the events, not used by anyone else meanwhile; knows afterwards when
	 * it was recorded and whether that was before
	 * @param key by which a retry is known
	 * @param acceptedAt the time when the batch was accepted
	 * @param appliedAt the time that decides how long the key is known, the same for all
	 * who apply the batch
	 * @throws IdempotencyConflictException if the key was used for another request
	 */
	public void apply(EventBatch batch, IdempotencyKey key, Instant acceptedAt, Instant appliedAt) {
		EventBatch grouped = batch.grouped(this.supply.paneNanos());
		acquire();
		try {
			prune(now());
			this.keys.expire(nanos(appliedAt));
			if (!isRepeat(batch, key, nanos(appliedAt))) {
				add(grouped, batch);
				this.keys.claim(key, nanos(acceptedAt), nanos(appliedAt));
				batch.recorded(nanos(acceptedAt), nanos(acceptedAt) + this.maxAheadNanos, false);
			}
		}
		finally {
			release();
		}
	}

	/** Forgets all events and keys. */
	public void clear() {
		acquire();
		try {
			this.panes.clear();
			this.younger.clear();
			this.keys.clear();
			this.supply.release();
		}
		finally {
			release();
		}
	}

	/**
	 * Returns for how long after it came an event can count: the window, and what its
	 * timestamp may lie ahead.
	 * @return the time
	 */
	public Duration retention() {
		return Duration.ofNanos(this.windowNanos + this.maxAheadNanos);
	}

	/**
	 * Returns the figures of the window at this instant.
	 * @return the figures
	 */
	public Statistics statistics() {
		Aggregate aggregate = new Aggregate(false);
		acquire();
		try {
			long now = now();
			prune(now);
			summarize(aggregate);
		}
		finally {
			release();
		}
		return aggregate.summary().toStatistics();
	}

	/**
	 * Returns what there is to know at this instant of the events of the last part of the
	 * window: those with {@code timestamp >= now - part}. Its cost does not grow with the
	 * number of events; where it is to know how values spread, whoever asks pays for the
	 * lifting of the events that have come since somebody last did.
	 * @param part above zero, at most the window's length
	 * @param distribution whether it is to know how values spread
	 * @return all of one instant
	 * @throws IllegalArgumentException if the part is out of range
	 */
	public Snapshot snapshot(Duration part, boolean distribution) {
		long partNanos = requirePart(part);
		if (distribution) {
			lift();
		}
		acquire();
		try {
			long now = now();
			prune(now);
			Timeline timeline = new Timeline(now - partNanos, distribution);
			collect(timeline);
			return new Snapshot(instant(now - partNanos), instant(now), timeline.point(0));
		}
		finally {
			release();
		}
	}

	/**
	 * Returns what there is to know at this instant of the last part of the window, step
	 * by step. The steps are aligned to the epoch; the first holds only what is in the
	 * part, the last all that is ahead of the clock too, so that every event is in one.
	 * Linear in the steps and the slots, and in the events only where a step is not a
	 * whole number of slots.
	 * @param part above zero, at most the window's length
	 * @param step the length of a step, above zero
	 * @param distribution whether it is to know how values spread
	 * @return oldest first, steps without events too, all of one instant
	 * @throws IllegalArgumentException if the part is out of range
	 */
	public History history(Duration part, Duration step, boolean distribution) {
		long partNanos = requirePart(part);
		long stepNanos = step.toNanos();
		if (distribution) {
			lift();
		}
		long now;
		Timeline timeline;
		acquire();
		try {
			now = now();
			prune(now);
			long first = Math.floorDiv(now - partNanos, stepNanos);
			int count = (int) (Math.floorDiv(now, stepNanos) - first) + 1;
			timeline = new Timeline(now - partNanos, first * stepNanos, stepNanos, count, distribution);
			collect(timeline);
		}
		finally {
			release();
		}
		return History.of(instant(now - partNanos), instant(now), step, timeline);
	}

	/**
	 * Returns what has been counted since the start and what is held, all of one instant.
	 * O(1), but for the sorting of a thousand events at most.
	 * @return the meters
	 */
	public Meters meters() {
		acquire();
		try {
			prune(now());
			Pane first = this.panes.peekFirst();
			long held = held();
			return new Meters(this.tally.counted, held, this.maxEvents, BYTES_PER_EVENT * held + this.keys.bytes(),
					this.tally.replayed, this.tally.batches(), this.tally.received(),
					(first != null && held > 0) ? instant(Math.max(this.edge, first.oldest())) : null,
					(held > 0) ? instant(this.tally.newest) : null, this.keys.size(), this.tally.waits,
					this.tally.waitNanos, this.tally.holds, this.tally.holdNanos);
		}
		finally {
			release();
		}
	}

	/**
	 * Returns the window's length.
	 * @return the length, above zero
	 */
	public Duration window() {
		return Duration.ofNanos(this.windowNanos);
	}

	private long requirePart(Duration part) {
		if (part.compareTo(Duration.ZERO) <= 0 || part.compareTo(window()) > 0) {
			throw new IllegalArgumentException("the part must be above zero and at most the window's length");
		}
		return part.toNanos();
	}

	/**
	 * Brings up to date what is known of how values spread, pane by pane, and lets go of
	 * the lock after every few events.
	 */
	private void lift() {
		long next = Long.MIN_VALUE;
		while (next < Long.MAX_VALUE) {
			acquire();
			try {
				long now = now();
				prune(now);
				next = liftNext(next);
			}
			finally {
				release();
			}
		}
	}

	/** Returns where there may be more to lift, or the greatest number for nowhere. */
	private long liftNext(long from) {
		int lifted = 0;
		for (Pane pane : this.panes) {
			if (pane.start() >= from) {
				lifted += pane.lift(LIFTED_AT_ONCE - lifted);
				if (lifted >= LIFTED_AT_ONCE) {
					return pane.start();
				}
			}
		}
		return Long.MAX_VALUE;
	}

	private void acquire() {
		if (this.lock.tryLock()) {
			this.tally.acquired();
			return;
		}
		long since = System.nanoTime();
		await();
		this.tally.acquiredAfter(System.nanoTime() - since);
	}

	private void release() {
		this.tally.releasing();
		this.lock.unlock();
	}

	/**
	 * Tries ever more seldom for a while before it queues: the lock is held for less time
	 * than it takes to put a thread to sleep and wake it, and who has it does best to go
	 * on with what is in its cache.
	 */
	private void await() {
		for (int pauses = MIN_PAUSES; pauses <= MAX_PAUSES; pauses *= 2) {
			for (int i = 0; i < pauses; i++) {
				Thread.onSpinWait();
			}
			if (this.lock.tryLock()) {
				return;
			}
		}
		this.lock.lock();
	}

	private long now() {
		return nanos(this.clock.instant());
	}

	private static long nanos(Instant instant) {
		return instant.getEpochSecond() * NANOS + instant.getNano();
	}

	private void prune(long now) {
		long newEdge = now - this.windowNanos;
		Pane oldest = this.panes.peekFirst();
		if (oldest == null || newEdge == this.edge) {
			this.edge = newEdge;
			return;
		}
		if (newEdge < this.edge) {
			oldest.removeBefore(this.edge);
		}
		this.edge = newEdge;
		if (oldest.end() <= newEdge) {
			dropPanes();
			oldest = this.panes.peekFirst();
		}
		if (oldest != null) {
			oldest.dropBefore(newEdge);
		}
	}

	private void dropPanes() {
		Pane oldest = this.panes.peekFirst();
		while (oldest != null && oldest.end() <= this.edge) {
			this.supply.takeBack(this.panes.removeFirst());
			oldest = this.panes.peekFirst();
		}
		summarizeYounger();
		if (oldest == null) {
			this.supply.release();
		}
	}

	/** Returns what is to be added, or null if the batch was recorded before. */
	private @Nullable EventBatch accept(EventBatch batch, EventBatch grouped, @Nullable IdempotencyKey key, long now) {
		if (key != null && isRepeat(batch, key, now)) {
			return null;
		}
		requireRoom(batch.size() + ((key != null) ? IdempotencyKeys.EVENTS_PER_KEY : 0));
		EventBatch accepted = withoutAhead(batch, grouped, now);
		batch.recorded(now, now + this.maxAheadNanos, false);
		return accepted;
	}

	private boolean isRepeat(EventBatch batch, IdempotencyKey key, long now) {
		Long recordedAt = this.keys.recordedAt(key, now);
		if (recordedAt == null) {
			return false;
		}
		batch.recorded(recordedAt, recordedAt + this.maxAheadNanos, true);
		this.tally.replayed += batch.size();
		return true;
	}

	private void requireRoom(int events) {
		if (held() + (long) IdempotencyKeys.EVENTS_PER_KEY * this.keys.size() + events > this.maxEvents) {
			throw new WindowFullException(this.maxEvents);
		}
	}

	private long held() {
		Pane oldest = this.panes.peekFirst();
		return (oldest != null) ? oldest.count() + this.younger.count() : 0;
	}

	private EventBatch withoutAhead(EventBatch batch, EventBatch grouped, long now) {
		long latestAccepted = now + this.maxAheadNanos;
		if (batch.isEmpty() || batch.latest() <= latestAccepted) {
			return grouped;
		}
		if (!batch.isPartial()) {
			throw new TimestampAheadException(batch.latestTimestamp(), instant(latestAccepted), instant(now));
		}
		return batch.upTo(latestAccepted);
	}

	static Instant instant(long nanos) {
		return Instant.EPOCH.plusNanos(nanos);
	}

	/** Adds events, grouped from those of a batch. */
	private void add(EventBatch grouped, EventBatch batch) {
		long before = held();
		add(grouped);
		this.tally.recorded(batch, before, held());
	}

	private void add(EventBatch batch) {
		long[] timestamps = batch.timestamps();
		double[] values = batch.values();
		Pane pane = this.panes.peekLast();
		Iterator<Pane> newestFirst = Collections.emptyIterator();
		int index = 0;
		while (index < batch.size()) {
			long timestamp = timestamps[index];
			if (timestamp < this.edge) {
				index++;
				continue;
			}
			if (pane == null || !pane.covers(timestamp)) {
				if (!newestFirst.hasNext() || pane == null || pane.end() <= timestamp) {
					newestFirst = this.panes.descendingIterator();
				}
				pane = firstNotAfter(timestamp, newestFirst);
				if (pane == null || !pane.covers(timestamp)) {
					pane = insert(this.supply.paneAt(timestamp));
					newestFirst = Collections.emptyIterator();
				}
			}
			int end = (pane.start() < this.edge) ? endOfCounting(pane, timestamps, index, batch.size()) : batch.size();
			int runEnd = pane.addRun(timestamps, values, index, end);
			if (pane != this.panes.peekFirst()) {
				this.supply.addRun(this.younger, values, index, runEnd);
			}
			index = runEnd;
		}
	}

	/** In the pane that the edge cuts, where only what lies behind it is taken in. */
	private int endOfCounting(Pane pane, long[] timestamps, int from, int to) {
		int index = from;
		while (index < to && timestamps[index] >= this.edge && pane.covers(timestamps[index])) {
			index++;
		}
		return index;
	}

	private static @Nullable Pane firstNotAfter(long timestamp, Iterator<Pane> newestFirst) {
		while (newestFirst.hasNext()) {
			Pane pane = newestFirst.next();
			if (pane.start() <= timestamp) {
				return pane;
			}
		}
		return null;
	}

	private Pane insert(Pane pane) {
		ArrayDeque<Pane> later = new ArrayDeque<>();
		while (!this.panes.isEmpty() && this.panes.getLast().end() > pane.end()) {
			later.addFirst(this.panes.removeLast());
		}
		this.panes.addLast(pane);
		this.panes.addAll(later);
		summarizeYounger();
		return pane;
	}

	private void summarizeYounger() {
		this.younger.clear();
		Iterator<Pane> oldestFirst = this.panes.iterator();
		if (oldestFirst.hasNext()) {
			oldestFirst.next();
		}
		oldestFirst.forEachRemaining((pane) -> this.younger.add(pane.summary()));
	}

	private void summarize(Aggregate target) {
		Pane oldest = this.panes.peekFirst();
		if (oldest != null) {
			oldest.summarize(this.edge, target);
			target.summary().add(this.younger);
		}
	}

	private void collect(Timeline target) {
		Iterator<Pane> newestFirst = this.panes.descendingIterator();
		while (newestFirst.hasNext()) {
			Pane pane = newestFirst.next();
			if (pane.end() <= target.edge()) {
				return;
			}
			pane.collect(target);
		}
	}

}
