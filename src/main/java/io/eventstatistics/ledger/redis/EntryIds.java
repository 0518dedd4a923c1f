package io.eventstatistics.ledger.redis;

import java.time.Instant;

import io.eventstatistics.ledger.Position;

/**
 * The ids of a stream's entries as positions: the time of the append by Redis' clock in
 * milliseconds, never before the time of the previous entry, and a number within the
 * millisecond.
 */
final class EntryIds {

	private EntryIds() {
	}

	static Position parse(String id) {
		int dash = id.indexOf('-');
		return new Position(Long.parseUnsignedLong(id, 0, dash, 10),
				Long.parseUnsignedLong(id, dash + 1, id.length(), 10));
	}

	/** Returns the time of an id, or the latest possible time if it is out of range. */
	static Instant time(Position id) {
		return Instant.ofEpochMilli((id.high() < 0) ? Long.MAX_VALUE : id.high());
	}

}
