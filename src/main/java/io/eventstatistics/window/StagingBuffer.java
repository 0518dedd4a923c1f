package io.eventstatistics.window;

import java.util.Arrays;

/**
 * A buffer of recorded events that are not in their slots yet, so that many events share
 * the cost of finding a slot. The technique is the buffer tree of Arge (1995). Not
 * thread-safe.
 */
final class StagingBuffer {

	/** The largest number of events that are left unsorted. */
	private static final int MAX_UNSORTED = 32;

	private static final int EVENTS_PER_CELL = 4;

	private static final int MAX_CELLS = 4096;

	private static final int FIELD_BYTES = 32;

	private final Workspace workspace;

	private final EventBuffer events;

	private boolean ordered = true;

	private long latest = Long.MIN_VALUE;

	StagingBuffer(Workspace workspace) {
		this.workspace = workspace;
		this.events = new EventBuffer(workspace.memory());
		workspace.memory().claim(FIELD_BYTES);
	}

	int size() {
		return this.events.size();
	}

	EventBuffer events() {
		return this.events;
	}

	/** Makes room for more events, so that adding them cannot fail. */
	void reserve(int count) {
		this.events.reserve(count);
	}

	/**
	 * Adds a run of events for which there is room.
	 * @param inOrder whether no event of the run is earlier than the one before it
	 */
	void add(Run run, boolean inOrder) {
		if (run.length() > 0) {
			this.ordered &= inOrder && run.timestamps()[run.from()] >= this.latest;
			this.latest = this.ordered ? run.timestamps()[run.to() - 1] : Long.MAX_VALUE;
			this.events.addAll(run);
			this.workspace.memory().staged(run.length());
		}
	}

	/**
	 * Returns the first index of the longest range of events that ends at an index and
	 * lies in a span of time.
	 * @param to the index after the last event of the range, which lies in the span
	 * @param start the start of the span
	 * @param end the end of the span, exclusive
	 */
	int startOfRun(int to, long start, long end) {
		long[] timestamps = this.events.timestamps();
		int from = to - 1;
		while (from > 0 && timestamps[from - 1] >= start && timestamps[from - 1] < end) {
			from--;
		}
		return from;
	}

	/** Removes the events from one index to before another. */
	void remove(int from, int to) {
		this.events.remove(from, to);
		this.workspace.memory().staged(from - to);
		if (this.events.size() == 0) {
			this.ordered = true;
			this.latest = Long.MIN_VALUE;
		}
	}

	/** Releases the memory that is not needed for a number of events. */
	void trim(int capacity) {
		this.events.trim(capacity);
	}

	/** Removes all events; cannot fail. */
	void clear() {
		remove(0, size());
		this.events.clear();
	}

	/** Sorts the events roughly by time: O(events). */
	void sort() {
		if (!this.ordered && size() > MAX_UNSORTED) {
			EventBuffer scratch = this.workspace.scratch(size());
			int[] cells = this.workspace
				.cells(Math.min(MAX_CELLS, Integer.highestOneBit(size() / EVENTS_PER_CELL)) + 1);
			distribute(this.events, scratch, cells);
			this.events.swap(scratch);
		}
	}

	/** Releases all memory; the buffer must not be used afterwards. Cannot fail. */
	void release() {
		clear();
		this.workspace.memory().release(bytes());
	}

	long bytes() {
		return FIELD_BYTES + this.events.bytes();
	}

	/**
	 * A counting sort by the position of a timestamp between the least and the greatest.
	 */
	private static void distribute(EventBuffer source, EventBuffer target, int[] ends) {
		long[] timestamps = source.timestamps();
		int size = source.size();
		long least = Long.MAX_VALUE;
		long greatest = Long.MIN_VALUE;
		for (int i = 0; i < size; i++) {
			least = Math.min(least, timestamps[i]);
			greatest = Math.max(greatest, timestamps[i]);
		}
		double cellsPerNano = (ends.length - 1) / Math.max(1.0, greatest - least);
		Arrays.fill(ends, 0);
		for (int i = 0; i < size; i++) {
			ends[(int) ((timestamps[i] - least) * cellsPerNano)]++;
		}
		for (int cell = 1; cell < ends.length; cell++) {
			ends[cell] += ends[cell - 1];
		}
		for (int i = size - 1; i >= 0; i--) {
			int place = --ends[(int) ((timestamps[i] - least) * cellsPerNano)];
			target.timestamps()[place] = timestamps[i];
			target.values()[place] = source.values()[i];
		}
	}

}
