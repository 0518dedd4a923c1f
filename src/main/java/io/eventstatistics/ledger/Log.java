package io.eventstatistics.ledger;

/**
 * An append-only sequence of entries that outlives this process. All readers see the same
 * order. Entries are removed only from the beginning. Thread-safe; its appenders and
 * readers are for one thread at a time.
 */
public interface Log {

	/**
	 * Opens the log for appending.
	 * @return an appender
	 * @throws RuntimeException if the log is unreachable
	 */
	LogAppender openAppender();

	/**
	 * Opens the log for reading.
	 * @return a reader
	 * @throws RuntimeException if the log is unreachable
	 */
	LogReader openReader();

}
