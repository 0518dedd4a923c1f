package io.eventstatistics.event;

import java.util.Arrays;
import java.util.List;

/**
 * Counts received batches and events. O(1). Not thread-safe.
 */
final class Tally {

	private long counted;

	private long replayed;

	/**
	 * Batches by the number of bits of their size; as long as the largest size requires.
	 */
	private long[] batches = {};

	private long received;

	private long late;

	private long latestBy;

	/** Reserves memory for a batch, so that counting it cannot fail. */
	void reserve(EventBatch batch) {
		int bits = bits(batch);
		if (bits >= this.batches.length) {
			this.batches = Arrays.copyOf(this.batches, bits + 1);
		}
	}

	/**
	 * Counts a batch for which memory was reserved. An empty batch is not counted: a log
	 * has one if all events sent with a key had expired.
	 */
	void recorded(EventBatch batch, int eventsCounted) {
		if (batch.size() == 0) {
			return;
		}
		this.counted += eventsCounted;
		this.received += batch.size();
		this.batches[bits(batch)]++;
	}

	/** Counts a retried batch. */
	void replayed(EventBatch batch) {
		this.replayed += batch.size();
	}

	/**
	 * Counts events that were older than the window on arrival.
	 * @param events the number of events, 1 or more
	 * @param by the largest age beyond the window, in nanoseconds; negative if it
	 * overflows a long
	 */
	void late(int events, long by) {
		this.late += events;
		this.latestBy = (by < 0) ? Long.MAX_VALUE : Math.max(this.latestBy, by);
	}

	long late() {
		return this.late;
	}

	/**
	 * Returns the largest age of a late event beyond the window since the last call, in
	 * nanoseconds.
	 */
	long takeLatestBy() {
		long by = this.latestBy;
		this.latestBy = 0;
		return by;
	}

	long counted() {
		return this.counted;
	}

	long replayed() {
		return this.replayed;
	}

	long received() {
		return this.received;
	}

	List<Long> batches() {
		return Arrays.stream(Arrays.copyOf(this.batches, Integer.SIZE)).boxed().toList();
	}

	private static int bits(EventBatch batch) {
		return Integer.SIZE - Integer.numberOfLeadingZeros(batch.size());
	}

}
