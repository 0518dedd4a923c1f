package io.eventstatistics.ledger;

/**
 * An append-only sequence of entries that outlives this process. Entries have one order,
 * which every reader sees, and leave at its beginning only. Thread-safe; what it opens is
 * for one thread at a time.
 */
public interface Log {

	/**
	 * Opens the log for appending.
	 * @return an appender
	 * @throws RuntimeException if the log is out of reach
	 */
	LogAppender openAppender();

	/**
	 * Opens the log for reading.
	 * @return a reader
	 * @throws RuntimeException if the log is out of reach
	 */
	LogReader openReader();

}
