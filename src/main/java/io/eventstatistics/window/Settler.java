package io.eventstatistics.window;

import java.util.Iterator;

/**
 * Moves staged events to their slots, newest pane first and roughly in time order, so
 * that many events share one search for a slot: O(1) an event, amortised. Each step moves
 * the events of one slot, and allocates before it changes anything. If memory runs out,
 * each event is either staged or in its slot. Not thread-safe.
 */
final class Settler {

	private final PaneDeque panes;

	private final StagingBuffer staging;

	Settler(PaneDeque panes, StagingBuffer staging) {
		this.panes = panes;
		this.staging = staging;
	}

	/**
	 * Moves all staged events.
	 * @param edge the oldest timestamp that counts; events before it are dropped
	 */
	void settle(long edge) {
		this.staging.sort();
		this.panes.addFirst();
		try {
			settleNewestFirst(edge);
		}
		finally {
			this.panes.dropEmpty();
		}
	}

	private void settleNewestFirst(long edge) {
		EventBuffer staged = this.staging.events();
		Iterator<Pane> newestFirst = this.panes.newestFirst();
		Pane pane = newestFirst.next();
		long end = Long.MAX_VALUE;
		int to = staged.size();
		while (to > 0) {
			long last = staged.timestamps()[to - 1];
			if (last >= end) {
				newestFirst = this.panes.newestFirst();
				pane = newestFirst.next();
				end = Long.MAX_VALUE;
			}
			while (last < pane.start() && newestFirst.hasNext()) {
				end = pane.start();
				pane = newestFirst.next();
			}
			int from = this.staging.startOfRun(to, newestFirst.hasNext() ? pane.start() : Long.MIN_VALUE, end);
			to = from + move(pane, from, to, edge);
			if (to > from) {
				this.panes.split(pane);
				newestFirst = this.panes.newestFirst();
				pane = newestFirst.next();
				end = Long.MAX_VALUE;
			}
		}
	}

	/**
	 * Moves staged events to a pane until it is full.
	 * @return how many of the events are left
	 */
	private int move(Pane pane, int from, int to, long edge) {
		EventBuffer staged = this.staging.events();
		boolean isOldest = pane == this.panes.oldest();
		int next = from;
		try {
			while (next < to && !pane.isFull()) {
				if (staged.timestamps()[next] < edge) {
					next++;
					continue;
				}
				if (isOldest && pane.isWorthCutting(edge)) {
					this.panes.removeBefore(edge);
				}
				next = this.panes.add(pane, new Run(staged.timestamps(), staged.values(), next, to));
			}
		}
		finally {
			this.staging.remove(from, next);
		}
		return to - next;
	}

}
