package io.eventstatistics.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import io.eventstatistics.window.Run;
import io.eventstatistics.window.series.SeriesColumn;
import io.eventstatistics.window.series.SeriesRun;
import org.jspecify.annotations.Nullable;

/**
 * Events as two columns, timestamps and values, in the order of arrival. Adding is
 * amortised O(1), 16 bytes an event. Not thread-safe.
 */
public final class EventBatch {

	private long[] timestamps;

	private double[] values;

	private int size;

	private boolean partial;

	private boolean inOrder = true;

	private long earliest = Long.MAX_VALUE;

	/** The index of the latest event; 0 if there are none. */
	private int latest;

	/** The series of the events; null if no event has one. */
	private @Nullable SeriesColumn series;

	/** By index, the timestamps that are too late for a long: after the year 2262. */
	private final Map<Integer, Instant> distant = new HashMap<>(0);

	/**
	 * Creates an empty batch.
	 * @param capacity the initial capacity in events, 1 or more
	 */
	public EventBatch(int capacity) {
		this.timestamps = new long[capacity];
		this.values = new double[capacity];
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened; exact to the nanosecond from 1677 to 2262,
	 * earlier and later timestamps are only known to be earlier or later
	 * @param value a finite number
	 */
	public void add(Instant timestamp, double value) {
		long nanos = EpochNanos.of(timestamp);
		if (nanos == Long.MAX_VALUE) {
			this.distant.put(this.size, timestamp);
		}
		add(nanos, value);
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened, in nanoseconds since the epoch
	 * @param value a finite number; -0.0 counts as 0.0
	 */
	public void add(long timestamp, double value) {
		if (this.size == this.values.length) {
			this.timestamps = Arrays.copyOf(this.timestamps, 2 * this.size);
			this.values = Arrays.copyOf(this.values, 2 * this.size);
		}
		this.timestamps[this.size] = timestamp;
		this.values[this.size] = value + 0.0;
		if (timestamp >= this.timestamps[this.latest]) {
			this.latest = this.size;
		}
		else {
			this.inOrder = false;
		}
		this.earliest = Math.min(this.earliest, timestamp);
		this.size++;
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened, in nanoseconds since the epoch
	 * @param value a finite number; -0.0 counts as 0.0
	 * @param name the series it belongs to, or null for none
	 * @throws IllegalArgumentException if the name is none; nothing is then added
	 */
	public void add(long timestamp, double value, @Nullable String name) {
		nameNext(name);
		add(timestamp, value);
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened
	 * @param value a finite number; -0.0 counts as 0.0
	 * @param name the series it belongs to, or null for none
	 * @throws IllegalArgumentException if the name is none; nothing is then added
	 */
	public void add(Instant timestamp, double value, @Nullable String name) {
		nameNext(name);
		add(timestamp, value);
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened, in nanoseconds since the epoch
	 * @param value a finite number; -0.0 counts as 0.0
	 * @param series the {@linkplain #numberSeries number} of its series, or 0 for none
	 */
	public void add(long timestamp, double value, int series) {
		if (series > 0 && this.series != null) {
			this.series.set(this.size, series);
		}
		add(timestamp, value);
	}

	/**
	 * Returns the number of a series in {@link #seriesNames()}; adds the series if it is
	 * new.
	 * @param name the name of the series
	 * @return the number, from 1
	 * @throws IllegalArgumentException if the name is invalid; nothing is then changed
	 */
	public int numberSeries(String name) {
		return columnFor(name).numberOf(name);
	}

	/**
	 * Assigns a series to all events that have none.
	 * @param name the name of the series
	 * @throws IllegalArgumentException if the name is invalid; nothing is then changed
	 */
	public void nameUnnamed(String name) {
		columnFor(name).fill(name, this.size);
	}

	/**
	 * Returns the series of an event.
	 * @param index from 0 to below the size
	 * @return the name, or null for none
	 */
	public @Nullable String series(int index) {
		return (this.series != null) ? this.series.get(index) : null;
	}

	/**
	 * Returns the number of an event's series in {@link #seriesNames()}.
	 * @param index from 0 to below the size
	 * @return the number, from 1, or 0 for none
	 */
	public int seriesNumber(int index) {
		return (this.series != null) ? this.series.number(index) : 0;
	}

	/**
	 * Returns the names of the series of the events.
	 * @return the names in the order of their numbers; empty if no event has a series
	 */
	public List<String> seriesNames() {
		return (this.series != null) ? this.series.names() : List.of();
	}

	private void nameNext(@Nullable String name) {
		if (name != null) {
			columnFor(name).set(this.size, name);
		}
	}

	private SeriesColumn columnFor(String name) {
		SeriesName.require(name);
		SeriesColumn column = this.series;
		if (column == null) {
			column = new SeriesColumn();
			this.series = column;
		}
		return column;
	}

	/** Removes all events; memory is kept for the next ones. */
	public void clear() {
		this.size = 0;
		this.latest = 0;
		this.inOrder = true;
		this.earliest = Long.MAX_VALUE;
		this.distant.clear();
		this.series = null;
	}

	/** Returns the number of events, 0 or more. */
	public int size() {
		return this.size;
	}

	/**
	 * Returns when an event happened.
	 * @param index from 0 to below the size
	 * @return the timestamp as it was added
	 */
	public Instant timestamp(int index) {
		return this.distant.getOrDefault(index, EpochNanos.toInstant(this.timestamps[index]));
	}

	/**
	 * Returns when an event happened.
	 * @param index from 0 to below the size
	 * @return the timestamp in nanoseconds since the epoch; {@link Long#MAX_VALUE} or
	 * {@link Long#MIN_VALUE} if it is out of range
	 */
	public long timestampNanos(int index) {
		return this.timestamps[index];
	}

	/**
	 * Returns the value of an event.
	 * @param index from 0 to below the size
	 * @return the value as it was added
	 */
	public double value(int index) {
		return this.values[index];
	}

	/**
	 * Returns whether refused events are left out instead of rejecting the batch.
	 * @return whether a part of the batch may be recorded
	 */
	public boolean isPartial() {
		return this.partial;
	}

	/** Leaves out refused events instead of rejecting the batch. */
	public void allowPartial() {
		this.partial = true;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	/** In nanoseconds since the epoch; of a batch that is not empty. */
	long latest() {
		return this.timestamps[this.latest];
	}

	/**
	 * Returns the latest timestamp of a batch that is not empty.
	 * @return the timestamp as it was added
	 */
	public Instant latestTimestamp() {
		return timestamp(this.latest);
	}

	/** In nanoseconds since the epoch; of a batch that is not empty. */
	long earliest() {
		return this.earliest;
	}

	/** Returns whether the events are in ascending order of time. */
	boolean isInOrder() {
		return this.inOrder;
	}

	/** Returns the events by series. The arrays may be those of the batch. */
	List<SeriesRun> runs() {
		return (this.series != null) ? this.series.runs(this.timestamps, this.values, this.size)
				: List.of(new SeriesRun(null, new Run(this.timestamps, this.values, 0, this.size)));
	}

	/** Returns the number of events before a timestamp. */
	int countBefore(long timestamp) {
		int count = 0;
		for (int i = 0; i < this.size && this.earliest < timestamp; i++) {
			count += (this.timestamps[i] < timestamp) ? 1 : 0;
		}
		return count;
	}

	/** Returns the events between two timestamps, both included. */
	EventBatch between(long first, long last) {
		return filter((i) -> this.timestamps[i] >= first && this.timestamps[i] <= last);
	}

	/** Returns the events whose index a condition accepts, in their order. */
	public EventBatch filter(IntPredicate condition) {
		EventBatch result = new EventBatch(Math.max(1, this.size));
		for (int i = 0; i < this.size; i++) {
			if (condition.test(i)) {
				result.add(this.timestamps[i], this.values[i], series(i));
			}
		}
		return result;
	}

}
