package io.eventstatistics.ingest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits bodies while they arrive: their least rate, their size, and how many the server
 * waits for at once. Bytes that have arrived are always read. Thread-safe.
 */
public final class BodyIntake {

	/** The time before the least rate applies, in nanoseconds: 10 s. */
	static final long GRACE = TimeUnit.SECONDS.toNanos(10);

	/** The least rate after the grace, in bytes a second before decompression: 8 KiB. */
	static final long LEAST_RATE = 8 * 1024;

	private static final long PATIENCE_MILLIS = 200;

	private final long maxBytes;

	private final Semaphore waiting;

	private final LongSupplier nanoTime;

	/**
	 * Creates the limits.
	 * @param maxBytes the largest size of one body, before decompression
	 * @param maxWaiting the largest number of bodies that the server waits for at once
	 * @param nanoTime the monotonic clock
	 */
	public BodyIntake(long maxBytes, int maxWaiting, LongSupplier nanoTime) {
		this.maxBytes = maxBytes;
		this.waiting = new Semaphore(maxWaiting);
		this.nanoTime = nanoTime;
	}

	long maxBytes() {
		return this.maxBytes;
	}

	long now() {
		return this.nanoTime.getAsLong();
	}

	/**
	 * Returns whether the caller may wait for bytes. If so, it must call {@link #leave()}
	 * afterwards.
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
