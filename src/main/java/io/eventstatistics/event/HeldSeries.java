package io.eventstatistics.event;

import java.time.Instant;

/**
 * A series that has events in the window.
 *
 * @param series the name
 * @param count the number of events, 1 or more
 * @param newest the timestamp of the newest event
 */
public record HeldSeries(String series, long count, Instant newest) {

}
