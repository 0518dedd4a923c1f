package io.eventstatistics.window;

import java.util.ArrayDeque;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * The panes of a window on a deque that another object owns, oldest first. They cover all
 * of time: a pane begins where the one before it ends, the oldest takes all that is
 * earlier, the newest all that is later. Panes split where they are full, as the nodes of
 * a B-tree; expired ones are dropped. Not thread-safe.
 */
final class PaneDeque {

	/** With the deque's, which has room for a pane from the start. */
	private static final int FIELD_BYTES = 32 + 24 + 24;

	private final ArrayDeque<Pane> panes;

	private final Workspace workspace;

	/**
	 * Of all panes but the oldest, the only one that the edge cuts; null where unknown.
	 */
	private @Nullable Summary younger;

	private long count;

	PaneDeque(ArrayDeque<Pane> panes, Workspace workspace) {
		this.panes = panes;
		this.workspace = workspace;
		workspace.memory().claim(FIELD_BYTES);
	}

	/** Returns how many events there are, those that expired and were not dropped too. */
	long count() {
		return this.count;
	}

	/** Returns the oldest pane, or null where there is none. */
	@Nullable Pane oldest() {
		return this.panes.peekFirst();
	}

	/** Returns the newest pane, or null where there is none. */
	@Nullable Pane newest() {
		return this.panes.peekLast();
	}

	Iterable<Pane> oldestFirst() {
		return this.panes;
	}

	Iterator<Pane> newestFirst() {
		return this.panes.descendingIterator();
	}

	/** Returns the pane that covers a moment, or null where there is none. */
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

	/** Adds a pane where there is none. */
	void addFirst() {
		if (this.panes.isEmpty()) {
			insertAfter(null, new Pane(this.workspace), new Pane[0]);
		}
	}

	/**
	 * Adds the first events of a run, those that go to one slot. All of them or none are
	 * added.
	 * @param pane which covers the events and is not full
	 * @return the index of the first event that was not added; the run's first where a
	 * slot had to be split before
	 */
	int add(Pane pane, Run run) {
		int end = pane.add(run, pane == newest(), (pane != oldest()) ? this.younger : null);
		counted(end - run.from());
		return end;
	}

	/** Drops the oldest pane where nothing could be added to it. */
	void dropEmpty() {
		Pane oldest = oldest();
		if (oldest != null && oldest.size() == 0) {
			this.panes.removeFirst();
			oldest.release();
		}
	}

	/** Splits a pane in the middle; the newest at its end, since events come there. */
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
		forgetYounger();
	}

	/** Drops the slots and panes that lie wholly before an edge. */
	void dropBefore(long edge) {
		Pane oldest = oldest();
		while (oldest != null && oldest.isExpired(edge)) {
			this.panes.removeFirst();
			counted(-oldest.summary().count());
			oldest.release();
			forgetYounger();
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

	/** Drops all panes. */
	void clear() {
		this.panes.forEach(Pane::release);
		this.panes.clear();
		counted(-this.count);
		forgetYounger();
	}

	/** Gives back all memory; the deque is not used any more. */
	void release() {
		clear();
		this.workspace.memory().release(FIELD_BYTES);
	}

	/** Adds the events of all panes but the oldest to an aggregate without details. */
	void addYounger(Aggregate target) {
		if (this.panes.size() > 1) {
			target.add(younger());
		}
	}

	/** Returns the summary of all panes but the oldest, which is this object's own. */
	private Summary younger() {
		Summary kept = this.younger;
		if (kept == null) {
			kept = new Summary();
			for (Pane pane : this.panes) {
				if (pane != oldest()) {
					kept.add(pane.summary());
				}
			}
			this.workspace.memory().claim(kept.bytes());
			this.younger = kept;
		}
		return kept;
	}

	/** Returns the memory of the panes and this deque. */
	long bytes() {
		long bytes = FIELD_BYTES;
		for (Pane pane : this.panes) {
			bytes += pane.bytes();
		}
		return bytes + ((this.younger != null) ? this.younger.bytes() : 0);
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

	private void counted(long change) {
		this.count += change;
		this.workspace.counted(change);
	}

	private void forgetYounger() {
		Summary kept = this.younger;
		if (kept != null) {
			this.workspace.memory().release(kept.bytes());
			this.younger = null;
		}
	}

}
