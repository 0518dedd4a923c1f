package io.eventstatistics.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import jakarta.servlet.ServletInputStream;

/**
 * Bounds what clients cost while their bodies arrive: the time, by a least rate, the
 * bytes, and how many are waited for at once. A body that is at hand waits for nothing
 * and so is always read. Thread-safe.
 */
public final class BodyIntake {

	/** Waited for in any case, in nanoseconds: 10 s. */
	static final long GRACE = TimeUnit.SECONDS.toNanos(10);

	/** Beyond the grace, in bytes: 8 KiB a second, as they are sent. */
	static final long LEAST_RATE = 8 * 1024;

	private static final long PATIENCE_MILLIS = 200;

	private final long maxBytes;

	private final Semaphore waiting;

	private final LongSupplier nanoTime;

	/**
	 * Creates an intake.
	 * @param maxBytes bytes of one body at most, as they are sent
	 * @param maxWaiting bodies that are waited for at once at most
	 * @param nanoTime the monotonic clock
	 */
	public BodyIntake(long maxBytes, int maxWaiting, LongSupplier nanoTime) {
		this.maxBytes = maxBytes;
		this.waiting = new Semaphore(maxWaiting);
		this.nanoTime = nanoTime;
	}

	/**
	 * Returns a body that keeps to the bounds.
	 * @param body the request's
	 * @return the same bytes
	 */
	public IncomingBody admit(ServletInputStream body) {
		return new IncomingBody(body, this);
	}

	long maxBytes() {
		return this.maxBytes;
	}

	long now() {
		return this.nanoTime.getAsLong();
	}

	/**
	 * Returns whether the caller may wait for bytes, to be followed by {@link #leave()}.
	 */
	boolean enter() {
		try {
			return this.waiting.tryAcquire() || this.waiting.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	void leave() {
		this.waiting.release();
	}

}
