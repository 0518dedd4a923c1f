package io.eventstatistics.window;

import java.util.Arrays;
import java.util.Objects;

import io.eventstatistics.window.rank.SortedValues;
import org.jspecify.annotations.Nullable;

/**
 * Events of one slot in two parallel arrays. A narrow column has four-byte
 * {@link Offsets}: 12 bytes an event. A wide column has eight-byte timestamps: 16 bytes
 * an event, for nanoseconds over a span of more than four seconds. Appending is O(1),
 * amortised, and cannot fail after {@link #prepare}. Not thread-safe.
 */
final class Column {

	/** The largest capacity of a column that is filled event by event. */
	static final int MAX_CAPACITY = 256;

	private static final int MIN_CAPACITY = 4;

	/** One in this many unused offsets is reserved for earlier events. */
	private static final int UNUSED_PER_EARLIER = 4;

	private static final int FIELD_BYTES = 48;

	/** Offset 0, in nanoseconds since the epoch. */
	private long base;

	/** Null if the column is wide. */
	private int @Nullable [] offsets;

	/** Null if the column is narrow. */
	private long @Nullable [] timestamps;

	private double[] values;

	private int size;

	/** The index of the unit of the offsets. */
	private byte unit = Offsets.NANOSECOND;

	/** Null if the events are in the order of arrival. */
	private @Nullable SortedValues sortedValues;

	/** Whether a reader may hold the array of values, which then must not change. */
	private boolean shared;

	/** The next spare column of a {@link ColumnPool}. */
	@Nullable Column nextSpare;

	/**
	 * Creates an empty narrow column.
	 * @param capacity the number of events, 1 or more
	 */
	Column(int capacity) {
		this.offsets = new int[capacity];
		this.values = new double[capacity];
	}

	/**
	 * Returns a full column of events in ascending order of value.
	 * @param timestamps one for each event; the column owns the array
	 * @param values one for each event; must not change afterwards
	 */
	static Column sealed(long[] timestamps, double[] values, SortedValues sortedValues) {
		Column column = new Column(values, sortedValues);
		if (column.choose(timestamps, 0, timestamps.length)) {
			column.offsets = new int[timestamps.length];
			Offsets.encode(timestamps, 0, timestamps.length, column.base, column.unit, column.offsets, 0);
		}
		else {
			column.timestamps = timestamps;
		}
		return column;
	}

	/** Returns the capacity of a new column for a number of events. */
	static int capacityFor(int events) {
		return Math.min(MAX_CAPACITY, Math.max(MIN_CAPACITY, events));
	}

	private Column(double[] values, SortedValues sortedValues) {
		this.values = values;
		this.size = values.length;
		this.sortedValues = sortedValues;
	}

	int size() {
		return this.size;
	}

	int room() {
		return this.values.length - this.size;
	}

	/** Whether the column is at its largest capacity and has no room. */
	boolean isFull() {
		return room() == 0 && this.values.length >= MAX_CAPACITY;
	}

	/** Whether a pool can use this column again. */
	boolean isReusable() {
		return this.values.length == MAX_CAPACITY && this.offsets != null && this.sortedValues == null && !this.shared;
	}

	boolean isWide() {
		return this.timestamps != null;
	}

	/** Returns the timestamp of an event in nanoseconds since the epoch. */
	long timestamp(int index) {
		int[] narrow = this.offsets;
		if (narrow == null) {
			return wide()[index];
		}
		return (this.unit == Offsets.NANOSECOND) ? this.base + narrow[index]
				: this.base + (long) narrow[index] * Offsets.nanos(this.unit);
	}

	double value(int index) {
		return this.values[index];
	}

	/**
	 * Returns the sorted values, or null if the column is not sorted.
	 */
	@Nullable SortedValues sortedValues() {
		return this.sortedValues;
	}

	/**
	 * Returns this column's array of values, not a copy. The elements below the current
	 * size never change, so that a reader may keep the array.
	 */
	double[] share() {
		this.shared = true;
		return this.values;
	}

	void clear() {
		this.size = 0;
	}

	/**
	 * Makes room for events, up to the largest capacity, and chooses a unit or a width
	 * for their timestamps.
	 * @return how many of the events can be appended, from the first
	 */
	int prepare(MemoryMeter memory, long[] newTimestamps, int from, int to) {
		int wanted = this.size + to - from;
		if (wanted > this.values.length && this.values.length < MAX_CAPACITY) {
			grow(memory, capacityFor(Math.max(wanted, this.values.length * 3 / 2)));
		}
		int count = Math.min(to - from, room());
		if (this.size == 0 && count > 0) {
			this.base = newTimestamps[from];
			this.unit = Offsets.NANOSECOND;
		}
		if (this.offsets != null && !Offsets.fit(newTimestamps, from, from + count, this.base, this.unit)) {
			refit(memory, newTimestamps, from, from + count);
		}
		return count;
	}

	/** Appends events for which {@link #prepare} made room. */
	void append(long[] newTimestamps, double[] newValues, int from, int count) {
		int[] narrow = this.offsets;
		if (narrow != null) {
			Offsets.encode(newTimestamps, from, count, this.base, this.unit, narrow, this.size);
		}
		else {
			System.arraycopy(newTimestamps, from, wide(), this.size, count);
		}
		System.arraycopy(newValues, from, this.values, this.size, count);
		this.size += count;
	}

	/** Copies the events into arrays from an index on. */
	void copyTo(long[] targetTimestamps, double[] targetValues, int index) {
		copyTimestampsTo(targetTimestamps, index);
		System.arraycopy(this.values, 0, targetValues, index, this.size);
	}

	long bytes() {
		return bytes(this.values.length, isWide()) + ((this.sortedValues != null) ? this.sortedValues.bytes() : 0);
	}

	private void copyTimestampsTo(long[] target, int index) {
		int[] narrow = this.offsets;
		if (narrow != null) {
			Offsets.decode(narrow, this.size, this.base, this.unit, target, index);
		}
		else {
			System.arraycopy(wide(), 0, target, index, this.size);
		}
	}

	/**
	 * Chooses a unit for old and new timestamps together; if none fits, widens this
	 * column.
	 */
	private void refit(MemoryMeter memory, long[] newTimestamps, int from, int to) {
		if (this.size == 0 && choose(newTimestamps, from, to)) {
			return;
		}
		long[] all = new long[this.size + to - from];
		copyTimestampsTo(all, 0);
		System.arraycopy(newTimestamps, from, all, this.size, to - from);
		if (choose(all, 0, all.length)) {
			Offsets.encode(all, 0, this.size, this.base, this.unit, Objects.requireNonNull(this.offsets), 0);
		}
		else {
			widen(memory);
		}
	}

	/**
	 * Chooses the coarsest unit for some timestamps, and a base that leaves room for
	 * more.
	 * @return whether a unit fits
	 */
	private boolean choose(long[] all, int from, int to) {
		long least = Long.MAX_VALUE;
		long greatest = Long.MIN_VALUE;
		int common = Offsets.COARSEST;
		for (int i = from; i < to; i++) {
			least = Math.min(least, all[i]);
			greatest = Math.max(greatest, all[i]);
			common = Offsets.common(common, all[i] - all[from]);
		}
		long room = Offsets.MAX_SPAN - (greatest - least) / Offsets.nanos(common);
		if (greatest - least < 0 || room < 0) {
			return false;
		}
		this.base = least - (Integer.MIN_VALUE + room / UNUSED_PER_EARLIER) * Offsets.nanos(common);
		this.unit = (byte) common;
		return true;
	}

	private void grow(MemoryMeter memory, int capacity) {
		int[] narrow = this.offsets;
		int[] longerOffsets = (narrow != null) ? Arrays.copyOf(narrow, capacity) : null;
		long[] longerTimestamps = (narrow != null) ? null : Arrays.copyOf(wide(), capacity);
		double[] longerValues = Arrays.copyOf(this.values, capacity);
		memory.claim(bytes(capacity, isWide()) - bytes());
		this.shared = false;
		this.offsets = longerOffsets;
		this.timestamps = longerTimestamps;
		this.values = longerValues;
	}

	private void widen(MemoryMeter memory) {
		long[] wider = new long[this.values.length];
		copyTimestampsTo(wider, 0);
		memory.claim(bytes(this.values.length, true) - bytes());
		this.timestamps = wider;
		this.offsets = null;
	}

	private static long bytes(int capacity, boolean wide) {
		return FIELD_BYTES + MemoryMeter.array(capacity, wide ? Long.BYTES : Integer.BYTES)
				+ MemoryMeter.array(capacity, Double.BYTES);
	}

	private long[] wide() {
		long[] wider = this.timestamps;
		if (wider == null) {
			throw new IllegalStateException("this column is narrow");
		}
		return wider;
	}

}
