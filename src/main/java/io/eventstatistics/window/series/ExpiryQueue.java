package io.eventstatistics.window.series;

import java.util.Arrays;

import io.eventstatistics.window.MemoryMeter;
import org.jspecify.annotations.Nullable;

/**
 * Windows by the moment of their next loss, the earliest first: a binary heap in which a
 * window knows its place. Changing one is O(log windows). Not thread-safe.
 */
final class ExpiryQueue {

	/** The place of a window that is not here. */
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

	/** Returns the window with the earliest loss, or null where there is none. */
	@Nullable SeriesWindow first() {
		return (this.size > 0) ? this.heap[0] : null;
	}

	/** Makes room for one more, so that adding it next cannot fail. */
	void reserve() {
		if (this.size == this.heap.length) {
			@Nullable SeriesWindow[] longer = Arrays.copyOf(this.heap, Math.max(MIN_CAPACITY, 2 * this.size));
			this.memory.claim(bytes(longer.length) - bytes());
			this.heap = longer;
		}
	}

	/** Adds a window for which there is room. */
	void add(SeriesWindow series) {
		this.size++;
		up(this.size - 1, series);
	}

	/** Moves a window whose next loss has changed. */
	void moved(SeriesWindow series) {
		int place = series.place;
		up(place, series);
		if (series.place == place) {
			down(place, series);
		}
	}

	/** Removes a window; gives back all memory with the last one. */
	void remove(SeriesWindow series) {
		int place = series.place;
		this.size--;
		SeriesWindow last = at(this.size);
		this.heap[this.size] = null;
		if (last != series) {
			last.place = place;
			this.heap[place] = last;
			moved(last);
		}
		series.place = NONE;
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

	private void up(int from, SeriesWindow series) {
		int place = from;
		while (place > 0 && at((place - 1) / 2).nextLoss() > series.nextLoss()) {
			put(place, at((place - 1) / 2));
			place = (place - 1) / 2;
		}
		put(place, series);
	}

	private void down(int from, SeriesWindow series) {
		int place = from;
		while (2 * place + 1 < this.size) {
			int child = 2 * place + 1;
			if (child + 1 < this.size && at(child + 1).nextLoss() < at(child).nextLoss()) {
				child++;
			}
			if (at(child).nextLoss() >= series.nextLoss()) {
				break;
			}
			put(place, at(child));
			place = child;
		}
		put(place, series);
	}

	private void put(int place, SeriesWindow series) {
		this.heap[place] = series;
		series.place = place;
	}

	private SeriesWindow at(int place) {
		SeriesWindow series = this.heap[place];
		if (series == null) {
			throw new IllegalStateException("place " + place + " is empty");
		}
		return series;
	}

}
