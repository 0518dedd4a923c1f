package io.eventstatistics.ledger;

import java.time.Instant;

/**
 * An entry as a log returns it.
 *
 * @param position the position in the log
 * @param time the time of the append by the log's clock
 * @param bytes the content; arbitrary bytes if the entry is damaged or foreign
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(Position position, Instant time, byte[] bytes) {

}
