package io.eventstatistics.window;

import java.util.Arrays;

/**
 * Events of a pane that came one by one or out of order, waiting to be sorted into their
 * slots together: so the cost of reaching a slot is shared by many events. After the
 * buffer tree of Arge (1995). Not thread-safe.
 */
final class Stage {

	static final int CAPACITY = 1024;

	final long[] timestamps = new long[CAPACITY];

	final double[] values = new double[CAPACITY];

	int size;

	boolean isFull() {
		return this.size == CAPACITY;
	}

	/** Takes in events as far as there is room, and returns the index after the last. */
	int add(long[] newTimestamps, double[] newValues, int from, int to) {
		int count = Math.min(to - from, CAPACITY - this.size);
		System.arraycopy(newTimestamps, from, this.timestamps, this.size, count);
		System.arraycopy(newValues, from, this.values, this.size, count);
		this.size += count;
		return from + count;
	}

	/** Takes all events of another stage over, grouped by their part of a pane. */
	void sortInto(Pane pane, Stage other, int[] partEnd) {
		Arrays.fill(partEnd, 0, pane.parts.length, 0);
		for (int i = 0; i < other.size; i++) {
			partEnd[pane.indexOf(other.timestamps[i])]++;
		}
		int end = 0;
		for (int part = 0; part < pane.parts.length; part++) {
			int count = partEnd[part];
			partEnd[part] = end;
			end += count;
		}
		for (int i = 0; i < other.size; i++) {
			int place = partEnd[pane.indexOf(other.timestamps[i])]++;
			this.timestamps[place] = other.timestamps[i];
			this.values[place] = other.values[i];
		}
		this.size = other.size;
		other.size = 0;
	}

}
