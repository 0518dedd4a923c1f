package io.eventstatistics.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Events as two columns, timestamps and values, in the order they came. Adding is
 * amortised O(1), 16 bytes an event. Not thread-safe.
 */
public final class EventBatch {

	private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

	/** Seconds on either side of the epoch that a long of nanoseconds spans. */
	private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS;

	private static final int GROUPS = 128;

	private long[] timestamps;

	private double[] values;

	private int size;

	private boolean partial;

	private boolean replayed;

	private long recordedAt;

	private long latestAccepted;

	private boolean inOrder = true;

	private @Nullable EventBatch groupedBatch;

	private int[] groupEnds = {};

	/** The index of the latest event; 0 while there are none. */
	private int latest;

	/** By index, the timestamps after the year 2262, too late for a long. */
	private final Map<Integer, Instant> distant = new HashMap<>(0);

	/**
	 * Creates an empty batch.
	 * @param capacity how many events to make room for at first, 1 or more
	 */
	public EventBatch(int capacity) {
		this.timestamps = new long[capacity];
		this.values = new double[capacity];
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened; exact to the nanosecond from 1677 to 2262, and
	 * beyond these years known only to lie before or after them
	 * @param value a finite number
	 */
	public void add(Instant timestamp, double value) {
		long second = timestamp.getEpochSecond();
		if (second >= MAX_SECONDS) {
			this.distant.put(this.size, timestamp);
			add(Long.MAX_VALUE, value);
		}
		else {
			add((second < -MAX_SECONDS) ? Long.MIN_VALUE : second * NANOS + timestamp.getNano(), value);
		}
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened, in nanoseconds since the epoch
	 * @param value a finite number
	 */
	public void add(long timestamp, double value) {
		if (this.size == this.values.length) {
			this.timestamps = Arrays.copyOf(this.timestamps, 2 * this.size);
			this.values = Arrays.copyOf(this.values, 2 * this.size);
		}
		this.timestamps[this.size] = timestamp;
		this.values[this.size] = value;
		if (timestamp >= this.timestamps[this.latest]) {
			this.latest = this.size;
		}
		else {
			this.inOrder = false;
		}
		this.size++;
	}

	/** Removes all events; memory is kept for the next ones. */
	public void clear() {
		this.size = 0;
		this.latest = 0;
		this.inOrder = true;
		this.distant.clear();
	}

	/**
	 * Returns how many events there are.
	 * @return the number, 0 or more
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns when an event happened.
	 * @param index from 0 to below the size
	 * @return the timestamp as it was added
	 */
	public Instant timestamp(int index) {
		return this.distant.getOrDefault(index, Instant.EPOCH.plusNanos(this.timestamps[index]));
	}

	/**
	 * Returns when an event happened.
	 * @param index from 0 to below the size
	 * @return the timestamp in nanoseconds since the epoch; the largest or least number
	 * for one that a long does not span
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
	 * Returns whether the events too far ahead are to be left out, rather than to refuse
	 * the batch.
	 * @return whether a part of the batch may be recorded
	 */
	public boolean isPartial() {
		return this.partial;
	}

	/** Lets the events too far ahead be left out. */
	public void allowPartial() {
		this.partial = true;
	}

	/**
	 * Returns whether the batch had been recorded before, by its idempotency key, and so
	 * was not recorded again.
	 * @return whether it is a repeat
	 */
	public boolean isReplayed() {
		return this.replayed;
	}

	/**
	 * Returns the server's time when the batch was recorded first.
	 * @return the time
	 */
	public Instant recordedAt() {
		return Instant.EPOCH.plusNanos(this.recordedAt);
	}

	/**
	 * Returns the latest timestamp that was accepted when the batch was recorded first.
	 * @return the timestamp
	 */
	public Instant latestAccepted() {
		return Instant.EPOCH.plusNanos(this.latestAccepted);
	}

	/**
	 * Notes that the events were recorded as those of another batch.
	 * @param recorded the other batch, which knows when it was recorded
	 */
	public void recordedAs(EventBatch recorded) {
		recorded(recorded.recordedAt, recorded.latestAccepted, recorded.replayed);
	}

	void recorded(long at, long latestAcceptedThen, boolean before) {
		this.recordedAt = at;
		this.latestAccepted = latestAcceptedThen;
		this.replayed = before;
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

	/** Returns the events up to a timestamp. */
	EventBatch upTo(long last) {
		EventBatch result = new EventBatch(this.size);
		for (int i = 0; i < this.size; i++) {
			if (this.timestamps[i] <= last) {
				result.add(this.timestamps[i], this.values[i]);
			}
		}
		return result;
	}

	long[] timestamps() {
		return this.timestamps;
	}

	double[] values() {
		return this.values;
	}

	/**
	 * Returns the same events, those of like times next to each other and the latest
	 * first, so that a window finds each of its panes once.
	 * @param groupNanos how long a time makes a group, counted from the epoch
	 */
	EventBatch grouped(long groupNanos) {
		if (this.inOrder || this.size < GROUPS) {
			return this;
		}
		EventBatch target = groupedBatch();
		int[] ends = this.groupEnds;
		Arrays.fill(ends, 0);
		double end = (double) (latest() - Math.floorMod(latest(), groupNanos)) + groupNanos - 1;
		double groupsPerNano = 1.0 / groupNanos;
		for (int i = 0; i < this.size; i++) {
			ends[group(this.timestamps[i], end, groupsPerNano)]++;
		}
		for (int group = 1; group < GROUPS; group++) {
			ends[group] += ends[group - 1];
		}
		for (int i = this.size - 1; i >= 0; i--) {
			int place = --ends[group(this.timestamps[i], end, groupsPerNano)];
			target.timestamps[place] = this.timestamps[i];
			target.values[place] = this.values[i];
		}
		target.size = this.size;
		return target;
	}

	/** Counts back from the latest; what rounding puts into a neighbour does no harm. */
	private static int group(long timestamp, double end, double groupsPerNano) {
		return (int) Math.min((end - timestamp) * groupsPerNano, GROUPS - 1);
	}

	private EventBatch groupedBatch() {
		EventBatch existing = this.groupedBatch;
		if (existing == null || existing.values.length < this.size) {
			existing = new EventBatch(this.size);
			this.groupEnds = new int[GROUPS];
			this.groupedBatch = existing;
		}
		return existing;
	}

}
