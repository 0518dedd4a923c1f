package io.eventstatistics.ledger;

import java.time.Instant;

/**
 * An entry as a log returns it.
 *
 * @param position where it is
 * @param time when it was appended, by the log
 * @param bytes what it holds; anything, where it is damaged or foreign
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(Position position, Instant time, byte[] bytes) {

}
