package io.eventstatistics.ledger.redis;

import java.time.Instant;
import java.util.Map;

import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogRefusalException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * Appends entries to a stream, over one connection. Redis assigns their times.
 */
final class RedisAppender implements LogAppender {

	static final byte[] FIELD = { 'e' };

	private final StatefulRedisConnection<byte[], byte[]> connection;

	private final byte[] stream;

	RedisAppender(StatefulRedisConnection<byte[], byte[]> connection, byte[] stream) {
		this.connection = connection;
		this.stream = stream;
	}

	@Override
	public boolean isOpen() {
		return this.connection.isOpen();
	}

	@Override
	public void append(byte[] entry, Instant time) {
		try {
			this.connection.sync().xadd(this.stream, Map.of(FIELD, entry));
		}
		catch (RedisCommandExecutionException ex) {
			throw new LogRefusalException("XADD: " + ex.getMessage(), ex);
		}
	}

	@Override
	public void close() {
		this.connection.closeAsync();
	}

}
