package io.eventstatistics.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the threads that do a kind of work at once. Further threads wait in a short
 * queue, first come, first served, and are rejected if the queue is full or the wait is
 * too long. Thread-safe.
 */
public final class FairPermits {

	private final Semaphore permits;

	private final Semaphore waiting;

	private final long maxWaitMillis;

	private final String refusal;

	/**
	 * Creates permits.
	 * @param count the number of permits
	 * @param waitingPerPermit the largest number of waiting threads for each permit
	 * @param maxWaitMillis the longest time to wait
	 * @param refusal the message for rejected clients
	 */
	public FairPermits(int count, int waitingPerPermit, long maxWaitMillis, String refusal) {
		this.permits = new Semaphore(count, true);
		this.waiting = new Semaphore(waitingPerPermit * count);
		this.maxWaitMillis = maxWaitMillis;
		this.refusal = refusal;
	}

	/**
	 * Acquires a permit.
	 * @throws OverloadedException if too many threads wait, or this one waited too long
	 */
	public void acquire() {
		if (!tryAcquire(0)) {
			await();
		}
	}

	/** Acquires a permit again after it was released; waits as long as necessary. */
	void acquireAgain() {
		this.permits.acquireUninterruptibly();
	}

	/** Releases a permit. */
	public void release() {
		this.permits.release();
	}

	/**
	 * Returns the approximate number of waiting threads, including those that acquire a
	 * permit again.
	 * @return the number, 0 or more
	 */
	public int waiting() {
		return this.permits.getQueueLength();
	}

	private void await() {
		if (!this.waiting.tryAcquire()) {
			throw new OverloadedException(this.refusal);
		}
		try {
			if (!tryAcquire(this.maxWaitMillis)) {
				throw new OverloadedException(this.refusal);
			}
		}
		finally {
			this.waiting.release();
		}
	}

	/** A timed attempt, even with 0, does not overtake the queue. */
	private boolean tryAcquire(long millis) {
		try {
			return this.permits.tryAcquire(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new OverloadedException("the server is stopping: try again later");
		}
	}

}
