package io.eventstatistics.window;

import java.util.Arrays;

/**
 * Timestamps and values of events in two growing arrays. Adding is O(1) amortised and
 * cannot fail once {@link #reserve(int)} has made room. Not thread-safe.
 */
final class EventBuffer {

	private static final int MIN_CAPACITY = 8;

	private static final int FIELD_BYTES = 32;

	private static final long[] NO_TIMESTAMPS = {};

	private static final double[] NO_VALUES = {};

	private final MemoryMeter memory;

	private long[] timestamps = NO_TIMESTAMPS;

	private double[] values = NO_VALUES;

	private int size;

	EventBuffer(MemoryMeter memory) {
		this.memory = memory;
		memory.claim(bytes());
	}

	int size() {
		return this.size;
	}

	long[] timestamps() {
		return this.timestamps;
	}

	double[] values() {
		return this.values;
	}

	/** Makes room for more events. */
	void reserve(int count) {
		int needed = this.size + count;
		if (needed > this.values.length) {
			resize(Math.max(needed, Math.max(MIN_CAPACITY, 2 * this.size)));
		}
	}

	/** Adds an event for which there is room. */
	void add(long timestamp, double value) {
		this.timestamps[this.size] = timestamp;
		this.values[this.size] = value;
		this.size++;
	}

	/** Adds a run of events for which there is room. */
	void addAll(Run run) {
		System.arraycopy(run.timestamps(), run.from(), this.timestamps, this.size, run.length());
		System.arraycopy(run.values(), run.from(), this.values, this.size, run.length());
		this.size += run.length();
	}

	/** Removes the events from one index to before another. */
	void remove(int from, int to) {
		if (to > from) {
			System.arraycopy(this.timestamps, to, this.timestamps, from, this.size - to);
			System.arraycopy(this.values, to, this.values, from, this.size - to);
			this.size -= to - from;
		}
	}

	/**
	 * Moves the events before a moment to the front.
	 * @param count the number of events to partition, from the first
	 * @return how many of these lie before the moment
	 */
	int partition(int count, long moment) {
		int before = 0;
		for (int i = 0; i < count; i++) {
			long timestamp = this.timestamps[i];
			if (timestamp < moment) {
				double value = this.values[i];
				this.timestamps[i] = this.timestamps[before];
				this.values[i] = this.values[before];
				this.timestamps[before] = timestamp;
				this.values[before] = value;
				before++;
			}
		}
		return before;
	}

	/** Shrinks to a number of events if more than twice the memory is allocated. */
	void trim(int capacity) {
		if (this.values.length > 2 * Math.max(capacity, MIN_CAPACITY) && this.size <= capacity) {
			resize(capacity);
		}
	}

	/** Removes all events and releases the memory of the arrays; cannot fail. */
	void clear() {
		this.size = 0;
		this.memory.release(bytes() - bytes(0));
		this.timestamps = NO_TIMESTAMPS;
		this.values = NO_VALUES;
	}

	/**
	 * Exchanges the events with those of another buffer of the same size.
	 */
	void swap(EventBuffer other) {
		long[] otherTimestamps = other.timestamps;
		double[] otherValues = other.values;
		other.timestamps = this.timestamps;
		other.values = this.values;
		this.timestamps = otherTimestamps;
		this.values = otherValues;
	}

	long bytes() {
		return bytes(this.values.length);
	}

	private void resize(int capacity) {
		long[] newTimestamps = Arrays.copyOf(this.timestamps, capacity);
		double[] newValues = Arrays.copyOf(this.values, capacity);
		this.memory.claim(bytes(capacity) - bytes());
		this.timestamps = newTimestamps;
		this.values = newValues;
	}

	private static long bytes(int capacity) {
		return FIELD_BYTES + MemoryMeter.array(capacity, Long.BYTES) + MemoryMeter.array(capacity, Double.BYTES);
	}

}
