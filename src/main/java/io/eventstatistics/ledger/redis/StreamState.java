package io.eventstatistics.ledger.redis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.eventstatistics.ledger.Position;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import org.jspecify.annotations.Nullable;

/**
 * The state of a Redis stream at one instant.
 *
 * @param first the first entry, or {@link Position#NONE} if the stream is empty
 * @param length the number of entries
 * @param added the number of entries ever appended, or -1 before Redis 7
 * @param maxDeleted the last entry that XDEL removed, or {@link Position#NONE}
 */
record StreamState(Position first, long length, long added, Position maxDeleted) {

	/** The state of a stream that does not exist. */
	static final StreamState EMPTY = new StreamState(Position.NONE, 0, 0, Position.NONE);

	/** Reads the state in one command. */
	static StreamState of(RedisCommands<byte[], byte[]> redis, byte[] stream) {
		try {
			return parse(redis.xinfoStream(stream));
		}
		catch (RedisCommandExecutionException ex) {
			if (String.valueOf(ex.getMessage()).contains("no such key")) {
				return EMPTY;
			}
			throw ex;
		}
	}

	static StreamState parse(List<Object> flat) {
		Map<String, @Nullable Object> figures = new HashMap<>();
		for (int i = 0; i + 1 < flat.size(); i += 2) {
			figures.put(text(flat.get(i)), flat.get(i + 1));
		}
		boolean counts = figures.containsKey("entries-added");
		return new StreamState(first(figures.get("first-entry")), number(figures.get("length")),
				counts ? number(figures.get("entries-added")) : -1,
				counts ? EntryIds.parse(text(figures.get("max-deleted-entry-id"))) : Position.NONE);
	}

	private static Position first(@Nullable Object entry) {
		return (entry instanceof List<?> parts && !parts.isEmpty()) ? EntryIds.parse(text(parts.get(0)))
				: Position.NONE;
	}

	private static long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : 0;
	}

	private static String text(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.US_ASCII) : String.valueOf(value);
	}

}
