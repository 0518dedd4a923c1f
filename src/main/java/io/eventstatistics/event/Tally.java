package io.eventstatistics.event;

import java.util.Arrays;
import java.util.List;

/**
 * Counts what comes into the window. O(1). Not thread-safe.
 */
final class Tally {

	private long counted;

	private long replayed;

	/** By the number of bits of a batch's size. */
	private final long[] batches = new long[Integer.SIZE];

	private long received;

	/**
	 * Counts a batch of which some events are counted. One without events is none: a log
	 * has such where a key was sent with events that had expired.
	 */
	void recorded(EventBatch batch, int eventsCounted) {
		if (batch.size() == 0) {
			return;
		}
		this.counted += eventsCounted;
		this.received += batch.size();
		this.batches[Integer.SIZE - Integer.numberOfLeadingZeros(batch.size())]++;
	}

	/** Counts a batch that was recorded before. */
	void replayed(EventBatch batch) {
		this.replayed += batch.size();
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
		return Arrays.stream(this.batches).boxed().toList();
	}

}
