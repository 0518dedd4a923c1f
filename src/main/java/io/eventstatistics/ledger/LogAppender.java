package io.eventstatistics.ledger;

import java.time.Instant;

/**
 * Appends entries to a partition of a log. After a failure other than a refusal the log
 * must be opened again, and it is unknown whether the entry was appended. For one thread
 * at a time.
 */
public interface LogAppender extends AutoCloseable {

	/**
	 * Returns whether the log was reachable at the last contact.
	 * @return whether an entry can presumably be appended
	 */
	boolean isOpen();

	/**
	 * Appends an entry, and returns once it is as durable as the log promises. Fails
	 * after a few seconds.
	 * @param entry the bytes of the entry
	 * @param time the time of the append, for logs without their own clock
	 * @throws LogRefusalException if the log is reachable and temporarily refuses the
	 * entry
	 * @throws LogFailedException if the log has failed permanently
	 * @throws RuntimeException if the log is unreachable
	 */
	void append(byte[] entry, Instant time);

	@Override
	void close();

}
