package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A log that loses every third reply, before or after it has appended the entry.
 */
final class ForgetfulLog implements Log {

	private final Log log;

	private final AtomicInteger appends = new AtomicInteger();

	ForgetfulLog(Log log) {
		this.log = log;
	}

	@Override
	public int partitions() {
		return this.log.partitions();
	}

	@Override
	public LogAppender openAppender(int partition) {
		LogAppender appender = this.log.openAppender(partition);
		return new LogAppender() {

			@Override
			public boolean isOpen() {
				return appender.isOpen();
			}

			@Override
			public void append(byte[] entry, Instant time) {
				int number = ForgetfulLog.this.appends.getAndIncrement();
				if (number % 6 == 2) {
					throw new IllegalStateException("lost before the append");
				}
				appender.append(entry, time);
				if (number % 6 == 5) {
					throw new IllegalStateException("lost after the append");
				}
			}

			@Override
			public void close() {
				appender.close();
			}

		};
	}

	@Override
	public LogReader openReader() {
		return this.log.openReader();
	}

}
