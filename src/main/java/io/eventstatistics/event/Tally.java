package io.eventstatistics.event;

import java.util.Arrays;
import java.util.List;

/**
 * Counts what the window does: a few additions a call, and a look at the clock only where
 * a thread has to wait, and at one call in 64. Not thread-safe.
 */
final class Tally {

	/** One call in 64 is measured. */
	private static final int SAMPLED = 63;

	long counted;

	long replayed;

	/** In nanoseconds since the epoch, of what has counted. */
	long newest;

	long waits;

	long waitNanos;

	long holds;

	long holdNanos;

	/** Sums, by the number of bits of a batch's size. */
	private final long[] batches = new long[Integer.SIZE];

	private long received;

	private int calls;

	private long heldSince;

	void acquired() {
		if ((++this.calls & SAMPLED) == 0) {
			this.heldSince = System.nanoTime();
		}
	}

	void acquiredAfter(long nanos) {
		this.waits++;
		this.waitNanos += nanos;
		acquired();
	}

	void releasing() {
		if ((this.calls & SAMPLED) == 0) {
			this.holds++;
			this.holdNanos += System.nanoTime() - this.heldSince;
		}
	}

	void recorded(EventBatch batch, long heldBefore, long held) {
		this.counted += held - heldBefore;
		this.received += batch.size();
		this.batches[Integer.SIZE - Integer.numberOfLeadingZeros(batch.size())]++;
		if (held > heldBefore && (heldBefore == 0 || batch.latest() > this.newest)) {
			this.newest = batch.latest();
		}
	}

	long received() {
		return this.received;
	}

	List<Long> batches() {
		return Arrays.stream(this.batches).boxed().toList();
	}

}
