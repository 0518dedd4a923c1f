package io.eventstatistics.event;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that spins with exponential back-off, for some 50 microseconds, before it parks
 * the thread: a hold is shorter than a park and unpark. Counts waits and holds. Not
 * reentrant: a second {@link #lock()} by the holder is counted as one hold.
 */
final class MeteredLock extends ReentrantLock {

	private static final long serialVersionUID = 1L;

	/** Between the first two tries, about a microsecond. */
	private static final int MIN_PAUSES = 64;

	private static final int MAX_PAUSES = 2048;

	private final transient LockMeter meter;

	MeteredLock(LockMeter meter) {
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

}
