package io.eventstatistics.event;

import java.util.Arrays;
import java.util.List;

/**
 * Counts what comes into the window. O(1). Not thread-safe.
 */
final class Tally {

	private long counted;

	private long replayed;

	/** By the number of bits of a batch's size, as far as any was that large. */
	private long[] batches = {};

	private long received;

	private long late;

	private long latestBy;

	/** Makes room for a batch, so that counting it next cannot fail. */
	void reserve(EventBatch batch) {
		int bits = bits(batch);
		if (bits >= this.batches.length) {
			this.batches = Arrays.copyOf(this.batches, bits + 1);
		}
	}

	/**
	 * Counts a batch for which there is room, and of which some events are counted. A
	 * batch without events is not counted: a log has such where a key was sent with
	 * events that had expired.
	 */
	void recorded(EventBatch batch, int eventsCounted) {
		if (batch.size() == 0) {
			return;
		}
		this.counted += eventsCounted;
		this.received += batch.size();
		this.batches[bits(batch)]++;
	}

	/** Counts a batch that was recorded before. */
	void replayed(EventBatch batch) {
		this.replayed += batch.size();
	}

	/**
	 * Counts events that were older than the window when they came.
	 * @param events how many, 1 or more
	 * @param by how much older the oldest of them was, in nanoseconds; negative where a
	 * long does not span it
	 */
	void late(int events, long by) {
		this.late += events;
		this.latestBy = (by < 0) ? Long.MAX_VALUE : Math.max(this.latestBy, by);
	}

	long late() {
		return this.late;
	}

	/** Returns by how much the latest event came too late since the last call. */
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
