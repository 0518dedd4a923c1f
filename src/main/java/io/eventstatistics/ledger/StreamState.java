package io.eventstatistics.ledger;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import org.jspecify.annotations.Nullable;

/**
 * What Redis states about a stream, at one instant.
 *
 * @param first the entry that is the first, or {@link EntryId#NONE} of an empty stream
 * @param length the number of entries
 * @param added how many entries were appended ever, or -1 before Redis 7
 * @param maxDeleted the last entry that XDEL removed, or {@link EntryId#NONE}
 */
record StreamState(EntryId first, long length, long added, EntryId maxDeleted) {

	/** Of a stream that is not there. */
	static final StreamState EMPTY = new StreamState(EntryId.NONE, 0, 0, EntryId.NONE);

	/** Asks Redis, in one command. */
	static StreamState of(RedisCommands<byte[], byte[]> redis, byte[] stream) {
		try {
			return of(redis.xinfoStream(stream));
		}
		catch (RedisCommandExecutionException ex) {
			if (String.valueOf(ex.getMessage()).contains("no such key")) {
				return EMPTY;
			}
			throw ex;
		}
	}

	private static StreamState of(List<Object> flat) {
		Map<String, @Nullable Object> figures = new HashMap<>();
		for (int i = 0; i + 1 < flat.size(); i += 2) {
			figures.put(text(flat.get(i)), flat.get(i + 1));
		}
		boolean counts = figures.containsKey("entries-added");
		return new StreamState(first(figures.get("first-entry")), number(figures.get("length")),
				counts ? number(figures.get("entries-added")) : -1,
				counts ? EntryId.parse(text(figures.get("max-deleted-entry-id"))) : EntryId.NONE);
	}

	private static EntryId first(@Nullable Object entry) {
		return (entry instanceof List<?> parts && !parts.isEmpty()) ? EntryId.parse(text(parts.get(0))) : EntryId.NONE;
	}

	private static long number(@Nullable Object value) {
		return (value instanceof Number number) ? number.longValue() : 0;
	}

	private static String text(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.US_ASCII) : String.valueOf(value);
	}

}
