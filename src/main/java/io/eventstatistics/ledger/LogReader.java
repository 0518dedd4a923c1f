package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads the entries of a log, in the order of their partition. After a failure other than
 * a refusal the log must be opened again. For one thread at a time.
 */
public interface LogReader extends AutoCloseable {

	/**
	 * Reads the next entries. Every entry of the log is returned, including damaged ones.
	 * @param after the positions of the last entries that were read; entries before them
	 * are not needed any more. {@link Positions#NONE} for the beginning
	 * @param wait the longest wait for the first entry, zero for none
	 * @return entries of at most a few megabytes unless one is larger; none if there are
	 * none
	 */
	List<LogEntry> read(Positions after, Duration wait);

	/**
	 * Returns the position of the last entry of each partition.
	 * @return the positions, {@link Position#NONE} of an empty partition
	 */
	Positions last();

	/**
	 * Returns whether the log still has all entries that were read, except those appended
	 * before an instant.
	 * @param read the positions of entries that were read
	 * @param firstKept the instant
	 * @return false if the log was set back or entries were removed too early
	 */
	boolean isIntact(Positions read, Instant firstKept);

	/**
	 * Removes entries that were appended before an instant, as far as it is cheap.
	 * @param before the instant
	 * @throws LogRefusalException if the log is reachable and refuses to remove them
	 * @throws LogFailedException if the log can no longer be appended to
	 */
	void trim(Instant before);

	@Override
	void close();

}
