package io.eventstatistics.window.series;

import java.util.Arrays;

import io.eventstatistics.window.MemoryMeter;
import org.jspecify.annotations.Nullable;

/**
 * A binary min-heap of series windows by next expiry. Each window stores its own heap
 * index, so that adding, updating and removing one are O(log windows). Not thread-safe.
 */
final class ExpiryQueue {

	/** The heap index of a window that is not in the queue. */
	static final int NONE = -1;

	private static final int MIN_CAPACITY = 16;

	private static final @Nullable SeriesWindow[] EMPTY = {};

	private final MemoryMeter memory;

	private @Nullable SeriesWindow[] heap = EMPTY;

	private int size;

	ExpiryQueue(MemoryMeter memory) {
		this.memory = memory;
	}

	int size() {
		return this.size;
	}

	/** Returns the window with the earliest expiry; null if the queue is empty. */
	@Nullable SeriesWindow first() {
		return (this.size > 0) ? this.heap[0] : null;
	}

	/** Makes room for one more window, so that adding it cannot fail. */
	void reserve() {
		if (this.size == this.heap.length) {
			@Nullable SeriesWindow[] longer = Arrays.copyOf(this.heap, Math.max(MIN_CAPACITY, 2 * this.size));
			this.memory.claim(bytes(longer.length) - bytes());
			this.heap = longer;
		}
	}

	/** Adds a window for which {@link #reserve} made room. */
	void add(SeriesWindow series) {
		this.size++;
		siftUp(this.size - 1, series);
	}

	/** Restores the heap order after the next expiry of a window changed. */
	void update(SeriesWindow series) {
		int index = series.heapIndex;
		siftUp(index, series);
		if (series.heapIndex == index) {
			siftDown(index, series);
		}
	}

	/** Removes a window; releases the heap array with the last one. */
	void remove(SeriesWindow series) {
		int index = series.heapIndex;
		this.size--;
		SeriesWindow last = at(this.size);
		this.heap[this.size] = null;
		if (last != series) {
			last.heapIndex = index;
			this.heap[index] = last;
			update(last);
		}
		series.heapIndex = NONE;
		if (this.size == 0) {
			this.memory.release(bytes());
			this.heap = EMPTY;
		}
	}

	long bytes() {
		return bytes(this.heap.length);
	}

	private static long bytes(int capacity) {
		return (capacity > 0) ? MemoryMeter.array(capacity, Integer.BYTES) : 0;
	}

	private void siftUp(int from, SeriesWindow series) {
		int index = from;
		while (index > 0 && at((index - 1) / 2).nextExpiry() > series.nextExpiry()) {
			put(index, at((index - 1) / 2));
			index = (index - 1) / 2;
		}
		put(index, series);
	}

	private void siftDown(int from, SeriesWindow series) {
		int index = from;
		while (2 * index + 1 < this.size) {
			int child = 2 * index + 1;
			if (child + 1 < this.size && at(child + 1).nextExpiry() < at(child).nextExpiry()) {
				child++;
			}
			if (at(child).nextExpiry() >= series.nextExpiry()) {
				break;
			}
			put(index, at(child));
			index = child;
		}
		put(index, series);
	}

	private void put(int index, SeriesWindow series) {
		this.heap[index] = series;
		series.heapIndex = index;
	}

	private SeriesWindow at(int index) {
		SeriesWindow series = this.heap[index];
		if (series == null) {
			throw new IllegalStateException("heap index " + index + " is empty");
		}
		return series;
	}

}
