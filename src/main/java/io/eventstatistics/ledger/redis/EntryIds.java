package io.eventstatistics.ledger.redis;

import java.time.Instant;

import io.eventstatistics.ledger.Position;

/**
 * The ids of a stream's entries as positions: Redis' time in milliseconds when the entry
 * was appended, never before that of the entry before it, and a number among those of the
 * same millisecond.
 */
final class EntryIds {

	private EntryIds() {
	}

	static Position parse(String id) {
		int dash = id.indexOf('-');
		return new Position(Long.parseUnsignedLong(id, 0, dash, 10),
				Long.parseUnsignedLong(id, dash + 1, id.length(), 10));
	}

	/** Returns the time; if it is beyond all times, the greatest one. */
	static Instant time(Position id) {
		return Instant.ofEpochMilli((id.high() < 0) ? Long.MAX_VALUE : id.high());
	}

}
