package io.eventstatistics.ledger;

import java.time.Instant;

/**
 * An entry as a log returns it.
 *
 * @param partition the number of the partition
 * @param position the position in the partition
 * @param time the time of the append by the log's clock
 * @param bytes the content; arbitrary bytes if the entry is damaged or foreign
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(int partition, Position position, Instant time, byte[] bytes) {

	/** Creates an entry of a log with one partition. */
	public LogEntry(Position position, Instant time, byte[] bytes) {
		this(0, position, time, bytes);
	}

}
