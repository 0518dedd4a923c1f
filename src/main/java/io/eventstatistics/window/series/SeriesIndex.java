package io.eventstatistics.window.series;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * Finds the windows of series by name and by next expiry. If memory runs out, adding a
 * series changes nothing. Not thread-safe.
 */
final class SeriesIndex {

	private static final int MIN_TABLE = 16;

	private final MemoryMeter memory;

	private final Map<String, SeriesWindow> byName = new HashMap<>();

	private final ExpiryQueue byExpiry;

	/** The length of the map's table, which never shrinks. */
	private int table;

	SeriesIndex(MemoryMeter memory) {
		this.memory = memory;
		this.byExpiry = new ExpiryQueue(memory);
	}

	int size() {
		return this.byExpiry.size();
	}

	@Nullable SeriesWindow get(String name) {
		return this.byName.get(name);
	}

	/** Returns a view of all windows, in no particular order. */
	Collection<SeriesWindow> all() {
		return this.byName.values();
	}

	/** Returns the window with the earliest expiry; null if there are no series. */
	@Nullable SeriesWindow first() {
		return this.byExpiry.first();
	}

	/** Adds a series without events; if that fails, releases its window. */
	SeriesWindow add(String name, SlidingWindow window) {
		long before = 0;
		try {
			this.byExpiry.reserve();
			SeriesWindow series = new SeriesWindow(name, window);
			before = this.memory.bytes();
			this.memory.claim(series.bytes());
			put(name, series);
			this.byExpiry.add(series);
			return series;
		}
		catch (OutOfMemoryError ex) {
			this.byName.remove(name);
			this.memory.release((before > 0) ? this.memory.bytes() - before : 0);
			window.release();
			throw ex;
		}
	}

	/** Updates the next expiry of a window. */
	void move(SeriesWindow series, long nextExpiry) {
		series.setNextExpiry(nextExpiry);
		this.byExpiry.update(series);
	}

	/** Removes a series and releases its memory. */
	void remove(SeriesWindow series) {
		this.byName.remove(series.name());
		this.byExpiry.remove(series);
		this.memory.release(series.bytes());
		series.window().release();
	}

	/** Computes the memory of this index without the windows: O(series). */
	long countBytes() {
		long bytes = this.byExpiry.bytes() + tableBytes(this.table);
		for (SeriesWindow series : all()) {
			bytes += series.bytes();
		}
		return bytes;
	}

	/** If the table cannot grow, the map has added the series already. */
	private void put(String name, SeriesWindow series) {
		this.byName.put(name, series);
		int needed = tableFor(this.byName.size());
		if (needed > this.table) {
			this.memory.claim(tableBytes(needed) - tableBytes(this.table));
			this.table = needed;
		}
	}

	/** Returns the table length of a {@link HashMap} with a number of entries. */
	private static int tableFor(int entries) {
		return Math.max(MIN_TABLE, Integer.highestOneBit(Math.max(1, (int) ((entries * 4L - 1) / 3))) * 2);
	}

	private static long tableBytes(int length) {
		return (length > 0) ? MemoryMeter.array(length, Integer.BYTES) : 0;
	}

}
