package io.eventstatistics.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.carrier.CarrierThreads;

/**
 * Lets a few of many virtual threads work at once, first come, first served: virtual
 * threads are not preempted, and a thousand that have much to do would be served before
 * one that has little. A thread that has waited too long takes the permit of the thread
 * that has held one the longest, and may be waiting for its client. Thread-safe.
 */
final class Turns {

	private final Semaphore permits;

	/** The work that holds a permit, the longest first. */
	private final BlockingQueue<Object> holders;

	private final long maxWaitMillis;

	/**
	 * Creates turns.
	 * @param count the number of threads that work at once, above 0
	 * @param maxWaitMillis the longest time that a thread waits, in milliseconds
	 */
	Turns(int count, long maxWaitMillis) {
		this.permits = new Semaphore(count, true);
		this.holders = new ArrayBlockingQueue<>(count);
		this.maxWaitMillis = maxWaitMillis;
	}

	/** Works once it is this thread's turn. */
	void take(PipelinedAdapter.Work work) throws Exception {
		Object holder = new Object();
		if (acquire() || this.holders.poll() != null) {
			this.holders.add(holder);
		}
		CarrierThreads.JVM.begin();
		try {
			work.run();
		}
		finally {
			CarrierThreads.JVM.end();
			if (this.holders.remove(holder)) {
				this.permits.release();
			}
		}
	}

	/** Returns the number of permits that no work holds. */
	int available() {
		return this.permits.availablePermits();
	}

	private boolean acquire() {
		try {
			return this.permits.tryAcquire(this.maxWaitMillis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
