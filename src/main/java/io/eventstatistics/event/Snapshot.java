package io.eventstatistics.event;

import java.time.Instant;

import io.eventstatistics.window.Aggregate;

/**
 * What there is to know of the events of a span of time, all at one instant.
 *
 * @param from the first moment of the span
 * @param to the instant, or for a step of a {@link History} the first moment after it
 * @param aggregate of the events of the span
 */
public record Snapshot(Instant from, Instant to, Aggregate aggregate) {

}
