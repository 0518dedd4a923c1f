package io.eventstatistics.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;

/**
 * The log over one connection, which ends with the first failure. Every call waits for
 * its answer, at most as long as {@code spring.data.redis.timeout}, and throws a
 * {@code RedisException} where it does not come. For one thread at a time.
 */
final class Log implements AutoCloseable {

	private static final byte[] FIELD = { 'e' };

	/**
	 * Well below the timeout, so that an answer without entries is not taken for none.
	 */
	private static final int BLOCKS_PER_TIMEOUT = 4;

	private static final long MAX_BLOCK_MILLIS = 500;

	private final StatefulRedisConnection<byte[], byte[]> connection;

	private final RedisCommands<byte[], byte[]> redis;

	private final byte[] stream;

	private final RemovalWatch watch;

	private final ReadSize readSize = new ReadSize();

	private final long blockMillis;

	/**
	 * Opens a connection.
	 * @param client which makes it
	 * @param stream its name
	 * @param watch of the reader, shared by its connections one after the other
	 */
	Log(RedisClient client, String stream, RemovalWatch watch) {
		this.watch = watch;
		this.connection = client.connect(ByteArrayCodec.INSTANCE);
		this.redis = this.connection.sync();
		this.stream = stream.getBytes(StandardCharsets.UTF_8);
		this.blockMillis = Math.max(1,
				Math.min(MAX_BLOCK_MILLIS, this.connection.getTimeout().toMillis() / BLOCKS_PER_TIMEOUT));
	}

	boolean isOpen() {
		return this.connection.isOpen();
	}

	/**
	 * Appends an entry.
	 * @throws LogRefusalException if Redis refuses it
	 */
	void append(byte[] entry) {
		try {
			this.redis.xadd(this.stream, Map.of(FIELD, entry));
		}
		catch (RedisCommandExecutionException ex) {
			throw new LogRefusalException("XADD: " + ex.getMessage(), ex);
		}
	}

	/** Returns entries after a place, those that are there already. */
	List<StreamMessage<byte[], byte[]>> read(EntryId after) {
		return read(new XReadArgs(), after);
	}

	/** Returns entries after a place, and waits a while for the first one. */
	List<StreamMessage<byte[], byte[]>> await(EntryId after) {
		return read(new XReadArgs().block(this.blockMillis), after);
	}

	@SuppressWarnings("unchecked")
	private List<StreamMessage<byte[], byte[]>> read(XReadArgs how, EntryId after) {
		List<StreamMessage<byte[], byte[]>> entries = this.redis.xread(how.count(this.readSize.entries()),
				StreamOffset.from(this.stream, after.toString()));
		this.readSize.adapt(entries.stream().mapToLong((entry) -> bytes(entry).length).sum());
		return entries;
	}

	/** Returns what an entry holds, or nothing where it is foreign. */
	static byte[] bytes(StreamMessage<byte[], byte[]> entry) {
		return entry.getBody().values().stream().findFirst().orElse(FIELD);
	}

	/** Notes that an entry was applied, in the order of the log. */
	void applied(EntryId id) {
		this.watch.applied(id);
	}

	/**
	 * Returns whether the log still has all that was applied, but for what was appended
	 * before an instant.
	 * @param last an entry that was applied
	 */
	boolean isIntact(EntryId last, Instant firstKept) {
		boolean contained = last.equals(EntryId.NONE) || last.time().isBefore(firstKept)
				|| !this.redis.xrange(this.stream, Range.create(last.toString(), last.toString())).isEmpty();
		return contained && this.watch.isIntact(StreamState.of(this.redis, this.stream), firstKept.toEpochMilli());
	}

	/** Forgets what was applied. */
	void reset() {
		this.watch.reset();
	}

	EntryId last() {
		return this.redis.xrevrange(this.stream, Range.unbounded(), Limit.from(1))
			.stream()
			.findFirst()
			.map((entry) -> EntryId.parse(entry.getId()))
			.orElse(EntryId.NONE);
	}

	Instant time() {
		List<byte[]> time = this.redis.time();
		return Instant.ofEpochSecond(number(time.get(0)), 1000 * number(time.get(1)));
	}

	/**
	 * Removes entries, whole blocks of them, that were appended before an instant.
	 * @throws LogRefusalException if Redis refuses it
	 */
	void trim(Instant before) {
		XTrimArgs how = XTrimArgs.Builder.minId(new EntryId(before.toEpochMilli(), 0).toString()).approximateTrimming();
		try {
			while (this.redis.xtrim(this.stream, how) > 0) {
				continue;
			}
		}
		catch (RedisCommandExecutionException ex) {
			throw new LogRefusalException("XTRIM: " + ex.getMessage(), ex);
		}
	}

	private static long number(byte[] digits) {
		return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
	}

	@Override
	public void close() {
		this.connection.closeAsync();
	}

	/**
	 * How many entries to ask for at once, so that an answer is neither small nor takes
	 * much memory, be they of one event or of a hundred thousand. Not thread-safe.
	 */
	static final class ReadSize {

		private static final int MAX_ENTRIES = 64;

		private static final long FEW_BYTES = 1 << 20;

		private static final long MANY_BYTES = 4 << 20;

		private int entries = 1;

		int entries() {
			return this.entries;
		}

		/**
		 * Adapts to an answer.
		 * @param bytes what it took
		 */
		void adapt(long bytes) {
			if (bytes > MANY_BYTES) {
				this.entries = Math.max(1, this.entries / 2);
			}
			else if (bytes < FEW_BYTES) {
				this.entries = Math.min(MAX_ENTRIES, 2 * this.entries);
			}
		}

	}

}
