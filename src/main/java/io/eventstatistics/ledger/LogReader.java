package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads the entries of a log, in their order. A failure other than a refusal ends it: the
 * log is to be opened again. For one thread at a time.
 */
public interface LogReader extends AutoCloseable {

	/**
	 * Reads on. Every entry of the log is returned, what is damaged too.
	 * @param after the position of an entry whose predecessors are not needed any more;
	 * {@link Position#NONE} for the beginning
	 * @param wait how long to wait at most for the first entry, zero for not at all
	 * @return some entries, a few megabytes at most unless one is larger; none if there
	 * are none
	 */
	List<LogEntry> read(Position after, Duration wait);

	/**
	 * Returns the position of the last entry.
	 * @return the position, or {@link Position#NONE} of an empty log
	 */
	Position last();

	/**
	 * Returns whether the log still has all that was read, but for what was appended
	 * before an instant.
	 * @param read the position of an entry that was read
	 * @param firstKept the instant
	 * @return false if it was set back, or entries were removed before their time
	 */
	boolean isIntact(Position read, Instant firstKept);

	/**
	 * Removes entries that were appended before an instant, as far as that is cheap.
	 * @param before the instant
	 * @throws LogRefusalException if the log is in reach and does not remove them
	 * @throws LogFailedException if the log can no longer be appended to
	 */
	void trim(Instant before);

	@Override
	void close();

}
