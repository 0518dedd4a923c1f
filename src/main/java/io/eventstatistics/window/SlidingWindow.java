package io.eventstatistics.window;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * A sliding window: the events whose timestamp is at or after an edge, in a deque of
 * panes that the caller owns. Recording is O(1) an event, amortised, for every order of
 * arrival and every distribution over time. The cost of a query does not depend on the
 * number of events. Memory is about 12.5 bytes an event, 16 if events are seconds apart,
 * plus a kilobyte.
 * <p>
 * Recording is all or nothing: {@link #reserve} may fail and then changes no figure,
 * {@link #add} cannot fail. A query that runs out of memory changes no figure either. Not
 * thread-safe.
 */
public final class SlidingWindow {

	/*
	 * An event is recorded once it is in the staging buffer. The next query, or the next
	 * batch that does not fit, moves staged events to their slots.
	 */

	/** Includes the settler. */
	private static final int FIELD_BYTES = 40 + 24;

	private static final int MIN_STAGED = 8;

	private static final int MAX_STAGED = 32_768;

	/** At most one in this many events is staged. */
	private static final int EVENTS_PER_STAGED = 128;

	private final PaneDeque panes;

	private final Workspace workspace;

	private final StagingBuffer staging;

	private final Settler settler;

	private long edge = Long.MIN_VALUE;

	/**
	 * Creates an empty window.
	 * @param panes an empty deque, which only this window changes
	 */
	public SlidingWindow(ArrayDeque<Pane> panes) {
		this(panes, new MemoryMeter());
	}

	/**
	 * Creates an empty window.
	 * @param panes an empty deque, which only this window changes
	 * @param memory counts its bytes
	 */
	public SlidingWindow(ArrayDeque<Pane> panes, MemoryMeter memory) {
		this(panes, new Workspace(memory));
	}

	private SlidingWindow(ArrayDeque<Pane> panes, Workspace workspace) {
		this.workspace = workspace;
		this.panes = new PaneDeque(panes, workspace);
		this.staging = new StagingBuffer(workspace);
		this.settler = new Settler(this.panes, this.staging);
		workspace.memory().claim(FIELD_BYTES);
	}

	/**
	 * Creates a window of about 250 bytes that shares spare and working memory with this
	 * one.
	 * @return an empty window, for use by the same thread
	 */
	public SlidingWindow sibling() {
		long before = bytes();
		try {
			return new SlidingWindow(new ArrayDeque<>(1), this.workspace);
		}
		catch (OutOfMemoryError ex) {
			this.workspace.memory().release(bytes() - before);
			throw ex;
		}
	}

	/**
	 * Moves the edge. Events before it expire, and stay expired if the edge moves back.
	 * O(1) amortised.
	 * @param newEdge the oldest timestamp that counts, in nanoseconds since the epoch
	 */
	public void advanceTo(long newEdge) {
		if (newEdge < this.edge) {
			removeExpired();
		}
		this.edge = newEdge;
		Pane oldest = this.panes.oldest();
		if (oldest != null && oldest.isExpiring(newEdge)) {
			this.panes.dropBefore(newEdge);
		}
	}

	/** Moves the edge forward, without a visit of the events: no slot may expire. */
	public void advanceWithoutDrop(long newEdge) {
		this.edge = newEdge;
	}

	/** Returns the oldest timestamp that counts, in nanoseconds since the epoch. */
	public long edge() {
		return this.edge;
	}

	/**
	 * Makes room for events, so that adding them cannot fail.
	 * @param events how many, 0 or more
	 * @throws OutOfMemoryError if there is not enough memory; no figure has changed
	 */
	public void reserve(int events) {
		int staged = this.staging.size();
		if (staged > 0 && staged + events > maxStaged()) {
			settle();
		}
		this.staging.reserve(events);
	}

	/**
	 * Adds events for which {@link #reserve} made room.
	 * @param run the events, all at or after the edge
	 * @param inOrder whether no event of the run is earlier than the one before it
	 */
	public void add(Run run, boolean inOrder) {
		this.staging.add(run, inOrder);
	}

	/**
	 * Adds the events at or after a moment to an aggregate.
	 * @param from nanoseconds since the epoch, at or after the edge
	 * @param target the aggregate to add the events to
	 */
	public void summarize(long from, Aggregate target) {
		settle();
		addTo(target, from);
		this.workspace.trim();
	}

	private void addTo(Aggregate target, long from) {
		if (from == this.edge && !target.isDetailed()) {
			Pane oldest = this.panes.oldest();
			if (oldest != null) {
				oldest.summarize(from, target);
				this.panes.addNewer(target);
			}
			return;
		}
		Iterator<Pane> newestFirst = this.panes.newestFirst();
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
		for (Pane pane : this.panes.oldestFirst()) {
			if (!pane.isExpired(target.edge())) {
				pane.collect(target);
			}
		}
	}

	/**
	 * Copies the unsorted events of at most one slot to a sealer.
	 * @param sealer the receiver of the events, which remembers its position
	 * @return whether other slots may need sorting
	 */
	public boolean copyTo(Sealer sealer) {
		settle();
		for (Pane pane : this.panes.oldestFirst()) {
			if (pane.greatest() >= sealer.next() && !pane.sealed().isComplete()) {
				pane.sealed().copyTo(sealer);
				return true;
			}
		}
		return false;
	}

	/**
	 * Replaces the copied events with the sorted ones, if the slot still has them.
	 * Changes no figure.
	 * @param sealer the sealer that sorted the events
	 * @return whether they were replaced
	 */
	public boolean install(Sealer sealer) {
		Pane pane = this.panes.at(sealer.next());
		return pane != null && pane.sealed().install(sealer);
	}

	/**
	 * Returns how many events are held, including expired events that are not dropped
	 * yet.
	 * @return the number, 0 or more
	 */
	public long held() {
		return this.panes.count() + this.staging.size();
	}

	/** Returns how many events this window and its siblings hold. */
	public long totalHeld() {
		return this.workspace.held();
	}

	/** Returns how many events this window and its siblings have staged. */
	public int totalStaged() {
		return this.workspace.memory().staged();
	}

	/**
	 * Returns the memory that this window and its siblings hold.
	 * @return the number of bytes, above 0
	 */
	public long bytes() {
		return this.workspace.memory().bytes();
	}

	/**
	 * Returns the oldest timestamp that is held.
	 * @return nanoseconds since the epoch; {@link Long#MAX_VALUE} if no event is held
	 */
	public long oldest() {
		settle();
		Pane oldest = this.panes.oldest();
		return (oldest != null) ? oldest.least() : Long.MAX_VALUE;
	}

	/** Returns the newest timestamp held, or {@link Long#MIN_VALUE}. */
	public long newest() {
		settle();
		Pane newest = this.panes.newest();
		return (newest != null) ? newest.greatest() : Long.MIN_VALUE;
	}

	/**
	 * Returns the latest edge at which no slot is dropped.
	 * @return nanoseconds since the epoch; {@link Long#MAX_VALUE} if no event is held
	 */
	public long nextDrop() {
		settle();
		Pane oldest = this.panes.oldest();
		return (oldest != null) ? oldest.slots().get(0).greatest() : Long.MAX_VALUE;
	}

	/** Removes all events before the edge: O(events of a slot). */
	public void removeExpired() {
		settle();
		this.panes.removeBefore(this.edge);
	}

	/** Removes all events. */
	public void clear() {
		this.panes.clear();
		this.staging.clear();
	}

	/** Releases all memory; the window must not be used afterwards. Cannot fail. */
	public void release() {
		this.staging.release();
		this.panes.release();
		this.workspace.memory().release(FIELD_BYTES);
	}

	/** Moves all staged events to their slots. */
	void settle() {
		if (this.staging.size() > 0) {
			this.settler.settle(this.edge);
			this.staging.trim(maxStaged());
			this.workspace.trim();
		}
	}

	/** Computes the memory by visiting every structure: O(slots). */
	long countBytes() {
		return this.workspace.bytes() + countOwnBytes();
	}

	/** Computes the memory that siblings do not share. */
	long countOwnBytes() {
		return FIELD_BYTES + this.staging.bytes() + this.panes.bytes();
	}

	private int maxStaged() {
		return (int) Math.min(MAX_STAGED, Math.max(MIN_STAGED, this.panes.count() / EVENTS_PER_STAGED));
	}

}
