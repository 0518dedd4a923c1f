package io.eventstatistics.ledger.redis;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import io.eventstatistics.ledger.Log;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogReader;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;

/**
 * A log in a Redis stream that all replicas share. Each appender or reader has a
 * connection, which is closed after the first failure. Every call waits at most
 * {@code spring.data.redis.timeout} and then throws a {@code RedisException}.
 */
public final class RedisLog implements Log {

	private final Supplier<StatefulRedisConnection<byte[], byte[]>> connect;

	private final byte[] stream;

	private final RedisClock clock;

	/** Shared by the reader's successive connections. */
	private final RemovalWatch watch = new RemovalWatch();

	/**
	 * Creates a log that is not yet connected.
	 * @param client creates the connections; must not reconnect automatically
	 * @param stream the key of the stream
	 * @param clock the clock that the reader corrects
	 */
	public RedisLog(RedisClient client, String stream, RedisClock clock) {
		this.connect = () -> client.connect(ByteArrayCodec.INSTANCE);
		this.stream = stream.getBytes(StandardCharsets.UTF_8);
		this.clock = clock;
	}

	@Override
	public LogAppender openAppender(int partition) {
		return new RedisAppender(this.connect.get(), this.stream);
	}

	@Override
	public LogReader openReader() {
		StatefulRedisConnection<byte[], byte[]> connection = this.connect.get();
		try {
			return new RedisReader(connection, this.stream, this.clock, this.watch);
		}
		catch (RuntimeException ex) {
			connection.closeAsync();
			throw ex;
		}
	}

}
