package io.eventstatistics.event;

/**
 * Counts the waits for a lock and samples how long it is held. Reads the clock on
 * contention and at one hold in 64. Written while the lock is held. Not thread-safe.
 */
final class LockMeter {

	/** One hold in 64 is measured. */
	private static final int SAMPLED = 63;

	private long waits;

	private long waitNanos;

	private long holds;

	private long holdNanos;

	private int acquired;

	private long heldSince;

	void acquired() {
		if ((++this.acquired & SAMPLED) == 0) {
			this.heldSince = System.nanoTime();
		}
	}

	void waited(long nanos) {
		this.waits++;
		this.waitNanos += nanos;
	}

	void releasing() {
		if ((this.acquired & SAMPLED) == 0) {
			this.holds++;
			this.holdNanos += System.nanoTime() - this.heldSince;
		}
	}

	long waits() {
		return this.waits;
	}

	long waitNanos() {
		return this.waitNanos;
	}

	long holds() {
		return this.holds;
	}

	long holdNanos() {
		return this.holdNanos;
	}

}
