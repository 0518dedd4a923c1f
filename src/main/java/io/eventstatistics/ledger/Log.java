package io.eventstatistics.ledger;

/**
 * Entries that outlive this process, in one or more append-only partitions. All readers
 * see the same order within a partition, and none between partitions. Entries are removed
 * only from the beginning of a partition. Thread-safe; its appenders and readers are for
 * one thread at a time.
 */
public interface Log {

	/**
	 * Returns the number of partitions.
	 * @return the number, the same on all replicas
	 */
	default int partitions() {
		return 1;
	}

	/**
	 * Opens a partition for appending.
	 * @param partition its number, from 0
	 * @return an appender
	 * @throws RuntimeException if the log is unreachable
	 */
	LogAppender openAppender(int partition);

	/**
	 * Opens all partitions for reading.
	 * @return a reader
	 * @throws RuntimeException if the log is unreachable
	 */
	LogReader openReader();

}
