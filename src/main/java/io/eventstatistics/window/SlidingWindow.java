package io.eventstatistics.window;

import java.util.ArrayDeque;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * The events whose timestamp is at or after an edge, as a deque of panes that another
 * object owns. Recording is O(1) an event, amortised, in whatever order events arrive and
 * however they lie in time; a question costs the same at a thousand and at a hundred
 * million. Memory follows the events: about 12.5 bytes an event, 16 where they are
 * seconds apart, and a kilobyte.
 * <p>
 * Recording is all or nothing: {@link #reserve} may fail and then changes no figure,
 * {@link #add} cannot fail. A question may fail for want of memory and then changes no
 * figure either. Not thread-safe.
 */
public final class SlidingWindow {

	/*
	 * Events are added to a staging buffer, which is the commit. The next question, or
	 * the next batch that does not fit, moves them to their slots, sorted roughly by
	 * time, so that many events share the way to a slot. A move is a sequence of steps; a
	 * step moves the events of one slot, and allocates before it changes anything. So
	 * where memory runs out, each event is either staged or in its slot.
	 *
	 * The panes cover all of time: a pane begins where the one before it ends, the oldest
	 * takes all that is earlier, the newest all that is later. Both panes and slots split
	 * where they are full, as the nodes of a B-tree; whole slots and panes expire.
	 */

	/** With the deque's, which has room for a few panes from the start. */
	private static final int FIELD_BYTES = 48 + 24 + 88;

	private static final int MIN_STAGED = 16;

	private static final int MAX_STAGED = 32_768;

	/** At most so small a part of the events is staged. */
	private static final int EVENTS_PER_STAGED = 256;

	private final ArrayDeque<Pane> panes;

	private final Workspace workspace;

	private final StagingBuffer staging;

	/**
	 * Of all panes but the oldest, the only one that the edge cuts; null where unknown.
	 */
	private @Nullable Summary younger;

	private long edge = Long.MIN_VALUE;

	/** In slots, those that expired and were not dropped too. */
	private long count;

	/**
	 * Creates an empty window.
	 * @param panes an empty deque, which only this window changes
	 */
	public SlidingWindow(ArrayDeque<Pane> panes) {
		this(panes, new MemoryMeter());
	}

	SlidingWindow(ArrayDeque<Pane> panes, MemoryMeter memory) {
		this.panes = panes;
		this.workspace = new Workspace(memory);
		this.staging = new StagingBuffer(this.workspace);
		memory.claim(FIELD_BYTES);
	}

	/**
	 * Moves the edge. Events that lie before it leave; they stay away if it moves back.
	 * O(1) amortised.
	 * @param newEdge the oldest timestamp that counts, in nanoseconds since the epoch
	 */
	public void advanceTo(long newEdge) {
		if (newEdge < this.edge) {
			removeExpired();
		}
		this.edge = newEdge;
		Pane oldest = this.panes.peekFirst();
		if (oldest != null && oldest.isExpiring(newEdge)) {
			dropExpired();
		}
	}

	/**
	 * Returns the oldest timestamp that counts.
	 * @return nanoseconds since the epoch
	 */
	public long edge() {
		return this.edge;
	}

	/**
	 * Makes room for events, so that adding them next cannot fail.
	 * @param events how many, 0 or more
	 * @throws OutOfMemoryError if there is not enough memory; no figure has changed
	 */
	public void reserve(int events) {
		int staged = this.staging.size();
		if (staged > 0 && staged + events > stagedAtMost()) {
			settle();
		}
		this.staging.reserve(events);
	}

	/**
	 * Adds events for which there is room.
	 * @param run the events, all at or after the edge
	 * @param inOrder whether no event of the run is earlier than the one before it
	 */
	public void add(Run run, boolean inOrder) {
		this.staging.add(run, inOrder);
	}

	/**
	 * Adds the events at or after a moment to an aggregate.
	 * @param from nanoseconds since the epoch, at or after the edge
	 * @param target what they are added to
	 */
	public void summarize(long from, Aggregate target) {
		settle();
		addTo(target, from);
		this.workspace.trim(this.count);
	}

	private void addTo(Aggregate target, long from) {
		if (from == this.edge && !target.isDetailed()) {
			Pane oldest = this.panes.peekFirst();
			if (oldest != null) {
				oldest.summarize(from, target);
				target.add(younger());
			}
			return;
		}
		Iterator<Pane> newestFirst = this.panes.descendingIterator();
		while (newestFirst.hasNext()) {
			Pane pane = newestFirst.next();
			pane.summarize(from, target);
			if (pane.least() <= from) {
				return;
			}
		}
	}

	/**
	 * Adds the events at or after the timeline's edge to its steps.
	 * @param target the timeline, whose edge is at or after this window's
	 */
	public void collect(Timeline target) {
		settle();
		for (Pane pane : this.panes) {
			if (!pane.isExpired(target.edge())) {
				pane.collect(target);
			}
		}
	}

	/**
	 * Hands events over to be sorted, those of one slot or none.
	 * @param sealer what takes them; knows how far it has got
	 * @return whether there may be more to hand over afterwards
	 */
	public boolean copyTo(Sealer sealer) {
		settle();
		for (Pane pane : this.panes) {
			if (pane.greatest() >= sealer.next() && !pane.isSealed()) {
				pane.copyTo(sealer);
				return true;
			}
		}
		return false;
	}

	/**
	 * Puts sorted events in place of those that were handed over, if these are still
	 * there. Changes no figure.
	 * @param sealer which has sorted them
	 */
	public void install(Sealer sealer) {
		Pane pane = paneAt(sealer.next());
		if (pane != null) {
			pane.install(sealer);
		}
	}

	/**
	 * Returns how many events are held, those that expired and were not dropped yet too.
	 * @return the number, 0 or more
	 */
	public long held() {
		return this.count + this.staging.size();
	}

	/**
	 * Returns how many of the events held are not in their slots yet.
	 * @return the number, 0 or more
	 */
	public int staged() {
		return this.staging.size();
	}

	/**
	 * Returns the memory held.
	 * @return the number of bytes, above 0
	 */
	public long bytes() {
		return this.workspace.memory().bytes();
	}

	/**
	 * Returns the oldest timestamp held.
	 * @return nanoseconds since the epoch; the greatest number where no event is held
	 */
	public long oldest() {
		settle();
		Pane oldest = this.panes.peekFirst();
		return (oldest != null) ? oldest.least() : Long.MAX_VALUE;
	}

	/**
	 * Returns the newest timestamp held.
	 * @return nanoseconds since the epoch; the least number where no event is held
	 */
	public long newest() {
		settle();
		Pane newest = this.panes.peekLast();
		return (newest != null) ? newest.greatest() : Long.MIN_VALUE;
	}

	/** Removes all events that lie before the edge: O(events of a slot). */
	public void removeExpired() {
		settle();
		dropExpired();
		Pane oldest = this.panes.peekFirst();
		if (oldest != null) {
			this.count -= oldest.removeBefore(this.edge);
		}
	}

	/** Removes all events. */
	public void clear() {
		this.panes.forEach(Pane::release);
		this.panes.clear();
		this.staging.remove(0, this.staging.size(), 0);
		forgetYounger();
		this.count = 0;
	}

	/** Moves all staged events to their slots. */
	void settle() {
		if (this.staging.size() > 0) {
			this.staging.sort();
			try {
				settleNewestFirst();
			}
			finally {
				dropEmptyPane();
			}
			this.workspace.trim(this.count);
		}
	}

	/** Returns the bytes of all that is reachable, by a walk: O(slots). */
	long countBytes() {
		long bytes = FIELD_BYTES + this.workspace.bytes() + this.staging.bytes();
		for (Pane pane : this.panes) {
			bytes += pane.bytes();
		}
		return bytes + ((this.younger != null) ? this.younger.bytes() : 0);
	}

	private @Nullable Pane paneAt(long moment) {
		Iterator<Pane> newestFirst = this.panes.descendingIterator();
		Pane pane = null;
		while (newestFirst.hasNext()) {
			pane = newestFirst.next();
			if (pane.start() <= moment) {
				return pane;
			}
		}
		return pane;
	}

	private int stagedAtMost() {
		return (int) Math.min(MAX_STAGED, Math.max(MIN_STAGED, this.count / EVENTS_PER_STAGED));
	}

	private void settleNewestFirst() {
		EventBuffer staged = this.staging.events();
		Iterator<Pane> newestFirst = this.panes.descendingIterator();
		Pane pane = newestFirst.hasNext() ? newestFirst.next() : addPane();
		long end = Long.MAX_VALUE;
		int to = staged.size();
		while (to > 0) {
			long last = staged.timestamps()[to - 1];
			if (last >= end) {
				newestFirst = this.panes.descendingIterator();
				pane = newestFirst.next();
				end = Long.MAX_VALUE;
			}
			while (last < pane.start() && newestFirst.hasNext()) {
				end = pane.start();
				pane = newestFirst.next();
			}
			int from = startOfRun(staged, to, newestFirst.hasNext() ? pane.start() : Long.MIN_VALUE, end);
			int left = move(pane, from, to);
			if (left > 0) {
				splitPane(pane);
				newestFirst = this.panes.descendingIterator();
				pane = newestFirst.next();
				end = Long.MAX_VALUE;
			}
			to = from + left;
		}
	}

	private static int startOfRun(EventBuffer staged, int to, long start, long end) {
		int from = to - 1;
		while (from > 0 && staged.timestamps()[from - 1] >= start && staged.timestamps()[from - 1] < end) {
			from--;
		}
		return from;
	}

	/**
	 * Moves staged events to a pane until it is full.
	 * @return how many of them are left
	 */
	private int move(Pane pane, int from, int to) {
		EventBuffer staged = this.staging.events();
		boolean isOldest = pane == this.panes.peekFirst();
		boolean isNewest = pane == this.panes.peekLast();
		Summary outer = isOldest ? null : this.younger;
		int next = from;
		try {
			while (next < to && !pane.isFull()) {
				if (staged.timestamps()[next] < this.edge) {
					next++;
					continue;
				}
				if (isOldest && pane.isWorthCutting(this.edge)) {
					this.count -= pane.dropBefore(this.edge);
					this.count -= pane.removeBefore(this.edge);
				}
				int end = pane.add(new Run(staged.timestamps(), staged.values(), next, to), isNewest, outer);
				this.count += end - next;
				next = end;
			}
		}
		finally {
			this.staging.remove(from, next, stagedAtMost());
		}
		return to - next;
	}

	private Pane addPane() {
		Pane pane = new Pane(this.workspace);
		insertAfter(null, pane, new Pane[0]);
		return pane;
	}

	/** Drops the first pane where nothing could be added to it. */
	private void dropEmptyPane() {
		Pane first = this.panes.peekFirst();
		if (first != null && first.size() == 0) {
			this.panes.removeFirst();
			first.release();
		}
	}

	/** Splits a pane in the middle; the newest at its end, since events come there. */
	private void splitPane(Pane pane) {
		int from = (pane == this.panes.peekLast()) ? pane.size() - 1 : pane.size() / 2;
		Pane[] before = this.panes.toArray(new Pane[0]);
		Summary remaining = pane.summaryUntil(from);
		try {
			insertAfter(pane, pane.copyFrom(from), before);
		}
		catch (OutOfMemoryError ex) {
			this.workspace.memory().release(remaining.bytes());
			throw ex;
		}
		pane.truncate(from, remaining);
		forgetYounger();
	}

	/**
	 * Inserts a pane behind another, or alone.
	 * @param before all panes there are
	 */
	private void insertAfter(@Nullable Pane earlier, Pane pane, Pane[] before) {
		try {
			while (this.panes.peekLast() != earlier) {
				this.panes.removeLast();
			}
			this.panes.addLast(pane);
			for (int i = this.panes.size() - 1; i < before.length; i++) {
				this.panes.addLast(before[i]);
			}
		}
		catch (OutOfMemoryError ex) {
			restore(before);
			pane.releaseFixed();
			throw ex;
		}
	}

	/** A deque that could not grow has lost its content, and room for as much. */
	private void restore(Pane[] before) {
		this.panes.clear();
		for (Pane pane : before) {
			this.panes.addLast(pane);
		}
	}

	private void dropExpired() {
		Pane oldest = this.panes.peekFirst();
		while (oldest != null && oldest.isExpired(this.edge)) {
			this.panes.removeFirst();
			this.count -= oldest.summary().count();
			oldest.release();
			forgetYounger();
			oldest = this.panes.peekFirst();
		}
		if (oldest != null) {
			this.count -= oldest.dropBefore(this.edge);
		}
	}

	private Summary younger() {
		Summary kept = this.younger;
		if (kept == null) {
			kept = new Summary();
			for (Pane pane : this.panes) {
				if (pane != this.panes.peekFirst()) {
					kept.add(pane.summary());
				}
			}
			this.workspace.memory().claim(kept.bytes());
			this.younger = kept;
		}
		return kept;
	}

	private void forgetYounger() {
		Summary kept = this.younger;
		if (kept != null) {
			this.workspace.memory().release(kept.bytes());
			this.younger = null;
		}
	}

}
