package io.eventstatistics.window;

import java.util.ArrayDeque;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * The panes of a window, oldest first, in a deque that the caller owns. They cover all of
 * time without gaps: the oldest pane has no start and the newest no end. Full panes split
 * like the nodes of a B-tree; expired panes are dropped. Not thread-safe.
 */
final class PaneDeque {

	/** Includes the deque, which has room for one pane from the start. */
	private static final int FIELD_BYTES = 32 + 24 + 24;

	private final ArrayDeque<Pane> panes;

	private final Workspace workspace;

	/**
	 * The summary of all panes but the oldest, which is the only one that the edge cuts;
	 * null if not computed.
	 */
	private @Nullable Summary newer;

	private long count;

	PaneDeque(ArrayDeque<Pane> panes, Workspace workspace) {
		this.panes = panes;
		this.workspace = workspace;
		workspace.memory().claim(FIELD_BYTES);
	}

	/**
	 * Returns how many events there are, including expired events that are not dropped
	 * yet.
	 */
	long count() {
		return this.count;
	}

	/** Returns the oldest pane; null if there are no panes. */
	@Nullable Pane oldest() {
		return this.panes.peekFirst();
	}

	/** Returns the newest pane; null if there are no panes. */
	@Nullable Pane newest() {
		return this.panes.peekLast();
	}

	Iterable<Pane> oldestFirst() {
		return this.panes;
	}

	Iterator<Pane> newestFirst() {
		return this.panes.descendingIterator();
	}

	/** Returns the pane that covers a moment; null if there are no panes. */
	@Nullable Pane at(long moment) {
		Iterator<Pane> newestFirst = newestFirst();
		Pane pane = null;
		while (newestFirst.hasNext()) {
			pane = newestFirst.next();
			if (pane.start() <= moment) {
				return pane;
			}
		}
		return pane;
	}

	/** Adds the first pane. */
	void addFirst() {
		if (this.panes.isEmpty()) {
			insertAfter(null, new Pane(this.workspace), new Pane[0]);
		}
	}

	/**
	 * Adds the first events of a run that belong to one slot, all of them or none.
	 * @param pane the pane of the events, which must not be full
	 * @return the index of the first event that was not added; the first of the run if a
	 * slot had to be split, so that the call must be repeated
	 */
	int add(Pane pane, Run run) {
		int end = pane.add(run, pane == newest(), (pane != oldest()) ? this.newer : null);
		counted(end - run.from());
		return end;
	}

	/** Drops the oldest pane if it is empty because an addition failed. */
	void dropEmpty() {
		Pane oldest = oldest();
		if (oldest != null && oldest.size() == 0) {
			this.panes.removeFirst();
			oldest.release();
		}
	}

	/** Splits a pane in the middle; the newest pane at its end, where events arrive. */
	void split(Pane pane) {
		int from = (pane == newest()) ? pane.size() - 1 : pane.size() / 2;
		Pane[] before = this.panes.toArray(new Pane[0]);
		Summary remaining = pane.slots().claimSummary(0, from);
		try {
			insertAfter(pane, pane.copyFrom(from), before);
		}
		catch (OutOfMemoryError ex) {
			this.workspace.memory().release(remaining.bytes());
			throw ex;
		}
		pane.truncate(from, remaining);
		forgetNewer();
	}

	/** Drops the slots and panes whose events are all before an edge. */
	void dropBefore(long edge) {
		Pane oldest = oldest();
		while (oldest != null && oldest.isExpired(edge)) {
			this.panes.removeFirst();
			counted(-oldest.summary().count());
			oldest.release();
			forgetNewer();
			oldest = oldest();
		}
		if (oldest != null) {
			counted(-oldest.dropBefore(edge));
		}
	}

	/** Removes all events before an edge: O(events of a slot). */
	void removeBefore(long edge) {
		dropBefore(edge);
		Pane oldest = oldest();
		if (oldest != null) {
			counted(-oldest.removeBefore(edge));
		}
	}

	/** Drops all panes; cannot fail. */
	void clear() {
		for (Pane pane = this.panes.pollFirst(); pane != null; pane = this.panes.pollFirst()) {
			pane.release();
		}
		counted(-this.count);
		forgetNewer();
	}

	/** Releases all memory; the deque must not be used afterwards. */
	void release() {
		clear();
		this.workspace.memory().release(FIELD_BYTES);
	}

	/** Adds the events of all panes but the oldest to an aggregate without details. */
	void addNewer(Aggregate target) {
		if (this.panes.size() > 1) {
			target.add(newer());
		}
	}

	/** Returns the summary of all panes but the oldest, not a copy. */
	private Summary newer() {
		Summary kept = this.newer;
		if (kept == null) {
			kept = new Summary();
			for (Pane pane : this.panes) {
				if (pane != oldest()) {
					kept.add(pane.summary());
				}
			}
			this.workspace.memory().claim(kept.bytes());
			this.newer = kept;
		}
		return kept;
	}

	/** Returns the memory of the panes and this deque. */
	long bytes() {
		long bytes = FIELD_BYTES;
		for (Pane pane : this.panes) {
			bytes += pane.bytes();
		}
		return bytes + ((this.newer != null) ? this.newer.bytes() : 0);
	}

	/**
	 * Inserts a pane after another one, or as the only one.
	 * @param before all panes before the insertion
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

	/**
	 * Restores the panes: a deque whose growth fails loses its content but not its
	 * capacity.
	 */
	private void restore(Pane[] before) {
		this.panes.clear();
		for (Pane pane : before) {
			this.panes.addLast(pane);
		}
	}

	private void counted(long change) {
		this.count += change;
		this.workspace.counted(change);
	}

	private void forgetNewer() {
		Summary kept = this.newer;
		if (kept != null) {
			this.workspace.memory().release(kept.bytes());
			this.newer = null;
		}
	}

}
