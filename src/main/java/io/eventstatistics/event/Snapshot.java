package io.eventstatistics.event;

import java.time.Instant;

import io.eventstatistics.window.Aggregate;

/**
 * The figures of the events of a span of time, at one instant.
 *
 * @param fromNanos the first moment of the span, in nanoseconds since the epoch
 * @param toNanos the instant, or for a step of a {@link History} the first moment after
 * it
 * @param aggregate the aggregate of the events of the span
 */
public record Snapshot(long fromNanos, long toNanos, Aggregate aggregate) {

	/**
	 * Returns the first moment of the span.
	 * @return the moment
	 */
	public Instant from() {
		return EpochNanos.toInstant(this.fromNanos);
	}

	/**
	 * Returns the instant, or for a step the first moment after it.
	 * @return the moment
	 */
	public Instant to() {
		return EpochNanos.toInstant(this.toNanos);
	}

}
