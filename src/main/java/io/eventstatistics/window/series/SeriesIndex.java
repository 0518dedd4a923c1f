package io.eventstatistics.window.series;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The windows of series, by name and by their next loss. Adding one that fails for want
 * of memory changes nothing. Not thread-safe.
 */
final class SeriesIndex {

	private static final int MIN_TABLE = 16;

	private final MemoryMeter memory;

	private final Map<String, SeriesWindow> byName = new HashMap<>();

	private final ExpiryQueue byNextLoss;

	/** How many references the map's table has; it does not shrink. */
	private int table;

	SeriesIndex(MemoryMeter memory) {
		this.memory = memory;
		this.byNextLoss = new ExpiryQueue(memory);
	}

	int size() {
		return this.byNextLoss.size();
	}

	@Nullable SeriesWindow get(String name) {
		return this.byName.get(name);
	}

	/** Returns all windows in any order, a view. */
	Collection<SeriesWindow> all() {
		return this.byName.values();
	}

	/** Returns the window with the earliest loss, or null where there is none. */
	@Nullable SeriesWindow first() {
		return this.byNextLoss.first();
	}

	/** Adds a series without events, whose window is released if that fails. */
	SeriesWindow add(String name, SlidingWindow window) {
		long before = 0;
		try {
			this.byNextLoss.reserve();
			SeriesWindow series = new SeriesWindow(name, window);
			before = this.memory.bytes();
			this.memory.claim(series.bytes());
			put(name, series);
			this.byNextLoss.add(series);
			return series;
		}
		catch (OutOfMemoryError ex) {
			this.byName.remove(name);
			this.memory.release((before > 0) ? this.memory.bytes() - before : 0);
			window.release();
			throw ex;
		}
	}

	/** Changes the next loss of a window. */
	void move(SeriesWindow series, long nextLoss) {
		series.setNextLoss(nextLoss);
		this.byNextLoss.moved(series);
	}

	/** Removes a series and gives back all its memory. */
	void remove(SeriesWindow series) {
		this.byName.remove(series.name());
		this.byNextLoss.remove(series);
		this.memory.release(series.bytes());
		series.window().release();
	}

	/** Returns the memory of all but the windows' events, by a walk: O(series). */
	long countBytes() {
		long bytes = this.byNextLoss.bytes() + tableBytes(this.table);
		for (SeriesWindow series : all()) {
			bytes += series.bytes();
		}
		return bytes;
	}

	/** A map whose table could not grow has the series all the same. */
	private void put(String name, SeriesWindow series) {
		this.byName.put(name, series);
		int needed = tableFor(this.byName.size());
		if (needed > this.table) {
			this.memory.claim(tableBytes(needed) - tableBytes(this.table));
			this.table = needed;
		}
	}

	/** Returns how long a {@link HashMap}'s table is for a number of entries. */
	private static int tableFor(int entries) {
		return Math.max(MIN_TABLE, Integer.highestOneBit(Math.max(1, (int) ((entries * 4L - 1) / 3))) * 2);
	}

	private static long tableBytes(int length) {
		return (length > 0) ? MemoryMeter.array(length, Integer.BYTES) : 0;
	}

}
