package io.eventstatistics.event;

/**
 * A batch that may be recorded.
 *
 * @param events those of the batch that are not too far ahead of the clock; none for a
 * repeat
 * @param receipt what the client is told
 */
public record Admitted(EventBatch events, Receipt receipt) {

}
