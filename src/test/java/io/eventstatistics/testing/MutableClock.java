package io.eventstatistics.testing;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until it is set.
 */
public final class MutableClock implements InstantSource {

	private volatile long nanos;

	/**
	 * Creates a clock.
	 * @param start what it shows at first
	 */
	public MutableClock(Instant start) {
		this.nanos = start.getEpochSecond() * 1_000_000_000 + start.getNano();
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochSecond(0, this.nanos);
	}

	/**
	 * Returns the time.
	 * @return nanoseconds since the epoch
	 */
	public long nanos() {
		return this.nanos;
	}

	/**
	 * Sets the time.
	 * @param nanos nanoseconds since the epoch
	 */
	public void set(long nanos) {
		this.nanos = nanos;
	}

	/**
	 * Moves the time.
	 * @param nanos by how many nanoseconds, negative for back
	 */
	public void advance(long nanos) {
		this.nanos += nanos;
	}

}
