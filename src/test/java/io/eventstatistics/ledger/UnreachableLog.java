package io.eventstatistics.ledger;

/**
 * A log that cannot be opened.
 */
final class UnreachableLog implements Log {

	@Override
	public LogAppender openAppender(int partition) {
		throw new IllegalStateException("unreachable");
	}

	@Override
	public LogReader openReader() {
		throw new IllegalStateException("unreachable");
	}

}
