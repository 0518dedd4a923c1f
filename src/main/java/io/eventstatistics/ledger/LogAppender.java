package io.eventstatistics.ledger;

import java.time.Instant;

/**
 * Appends entries to a log. A failure other than a refusal ends it: the log is to be
 * opened again, and whether the entry is there is unknown. For one thread at a time.
 */
public interface LogAppender extends AutoCloseable {

	/**
	 * Returns whether the log was in reach when it was last heard of.
	 * @return whether an entry can be appended, as far as is known
	 */
	boolean isOpen();

	/**
	 * Appends an entry, and returns once it will not be lost as far as the log promises.
	 * Not more than a few seconds later it fails.
	 * @param entry what it holds
	 * @param time when it is appended, for logs without a clock of their own
	 * @throws LogRefusalException if the log is in reach and does not take it for now
	 * @throws LogFailedException if it will never take one again
	 * @throws RuntimeException if the log is out of reach
	 */
	void append(byte[] entry, Instant time);

	@Override
	void close();

}
