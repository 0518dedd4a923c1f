package io.eventstatistics.event;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until it is set.
 */
final class MutableClock implements InstantSource {

	private volatile long nanos;

	MutableClock(Instant start) {
		this.nanos = start.getEpochSecond() * 1_000_000_000 + start.getNano();
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochSecond(0, this.nanos);
	}

	long nanos() {
		return this.nanos;
	}

	void set(long nanos) {
		this.nanos = nanos;
	}

	void advance(long nanos) {
		this.nanos += nanos;
	}

}
