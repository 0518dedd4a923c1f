package io.eventstatistics.event;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that spins with exponential back-off, for some 50 microseconds, before it parks
 * the thread: a hold is shorter than a park and unpark. Counts waits and holds. Not
 * reentrant: a second {@link #lock()} by the holder is counted as one hold.
 */
final class MeteredLock extends ReentrantLock {

	private static final long serialVersionUID = 1L;

	/** The number of spins between the first two tries, about a microsecond. */
	private static final int MIN_PAUSES = 64;

	private static final int MAX_PAUSES = 2048;

	private final transient Meter meter;

	MeteredLock(Meter meter) {
		this.meter = meter;
	}

	@Override
	public void lock() {
		if (!tryLock()) {
			long since = System.nanoTime();
			await();
			this.meter.waited(System.nanoTime() - since);
		}
		this.meter.acquired();
	}

	@Override
	public void unlock() {
		this.meter.releasing();
		super.unlock();
	}

	private void await() {
		for (int pauses = MIN_PAUSES; pauses <= MAX_PAUSES; pauses *= 2) {
			for (int i = 0; i < pauses; i++) {
				Thread.onSpinWait();
			}
			if (tryLock()) {
				return;
			}
		}
		super.lock();
	}

	/**
	 * Counts the waits for a lock and samples how long it is held. Reads the clock on
	 * contention and at one hold in 64. Written while the lock is held. Not thread-safe.
	 */
	static final class Meter {

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

}
