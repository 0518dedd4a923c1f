package io.eventstatistics.ledger.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.eventstatistics.ledger.LogEntry;
import io.eventstatistics.ledger.LogReader;
import io.eventstatistics.ledger.LogRefusalException;
import io.eventstatistics.ledger.Position;
import io.eventstatistics.ledger.Positions;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * Reads a stream over one connection, and corrects the shared clock at each check of the
 * log.
 */
final class RedisReader implements LogReader {

	/**
	 * Well below the timeout, so that a wait without entries is not mistaken for a lost
	 * connection.
	 */
	private static final int BLOCKS_PER_TIMEOUT = 4;

	private static final int FIRST_READINGS = 8;

	private final StatefulRedisConnection<byte[], byte[]> connection;

	private final RedisCommands<byte[], byte[]> redis;

	private final byte[] stream;

	private final RedisClock clock;

	private final RemovalWatch watch;

	private final ReadSize readSize = new ReadSize();

	/** The entries returned last. */
	private List<LogEntry> returned = List.of();

	RedisReader(StatefulRedisConnection<byte[], byte[]> connection, byte[] stream, RedisClock clock,
			RemovalWatch watch) {
		this.connection = connection;
		this.redis = connection.sync();
		this.stream = stream;
		this.clock = clock;
		this.watch = watch;
		for (int i = 0; i < FIRST_READINGS; i++) {
			readClock();
		}
	}

	@Override
	public List<LogEntry> read(Positions after, Duration wait) {
		noteRead(after.in(0));
		XReadArgs how = new XReadArgs().count(this.readSize.entries());
		if (!wait.isZero()) {
			how.block(Math.max(1,
					Math.min(wait.toMillis(), this.connection.getTimeout().toMillis() / BLOCKS_PER_TIMEOUT)));
		}
		this.returned = read(how, after.in(0)).stream().map(RedisReader::entry).toList();
		this.readSize.adapt(this.returned.stream().mapToLong((entry) -> entry.bytes().length).sum());
		return this.returned;
	}

	/** An entry counts as read once the caller continues after it. */
	private void noteRead(Position after) {
		if (after.equals(Position.NONE)) {
			this.watch.reset();
		}
		for (LogEntry entry : this.returned) {
			if (entry.position().compareTo(after) <= 0) {
				this.watch.applied(entry.position());
			}
		}
	}

	@SuppressWarnings("unchecked")
	private List<StreamMessage<byte[], byte[]>> read(XReadArgs how, Position after) {
		return this.redis.xread(how, StreamOffset.from(this.stream, after.toString()));
	}

	private static LogEntry entry(StreamMessage<byte[], byte[]> message) {
		Position id = EntryIds.parse(message.getId());
		return new LogEntry(id, EntryIds.time(id),
				message.getBody().values().stream().findFirst().orElse(RedisAppender.FIELD));
	}

	@Override
	public Positions last() {
		return Positions.of(this.redis.xrevrange(this.stream, Range.unbounded(), Limit.from(1))
			.stream()
			.findFirst()
			.map((entry) -> EntryIds.parse(entry.getId()))
			.orElse(Position.NONE));
	}

	@Override
	public boolean isIntact(Positions read, Instant firstKept) {
		readClock();
		Position id = read.in(0);
		boolean contained = id.equals(Position.NONE) || EntryIds.time(id).isBefore(firstKept)
				|| !this.redis.xrange(this.stream, Range.create(id.toString(), id.toString())).isEmpty();
		return contained && this.watch.isIntact(StreamState.of(this.redis, this.stream), firstKept.toEpochMilli());
	}

	/** Removes only whole blocks of entries, which is cheap. */
	@Override
	public void trim(Instant before) {
		XTrimArgs how = XTrimArgs.Builder.minId(new Position(before.toEpochMilli(), 0).toString())
			.approximateTrimming();
		try {
			while (this.redis.xtrim(this.stream, how) > 0) {
				continue;
			}
		}
		catch (RedisCommandExecutionException ex) {
			throw new LogRefusalException("XTRIM: " + ex.getMessage(), ex);
		}
	}

	private void readClock() {
		Instant asked = this.clock.local();
		List<byte[]> time = this.redis.time();
		Instant answer = Instant.ofEpochSecond(number(time.get(0)), 1000 * number(time.get(1)));
		this.clock.correct(asked, answer, this.clock.local());
	}

	private static long number(byte[] digits) {
		return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
	}

	@Override
	public void close() {
		this.connection.closeAsync();
	}

}
