package io.eventstatistics.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in Redis that all replicas share. A change costs two round trips. A bucket
 * expires when it would be full again. Thread-safe.
 */
class SharedBuckets implements Buckets {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Duration EXPIRY = Duration.ofSeconds(10);

	private static final long MAX_WAIT_MILLIS = 200;

	/** The pause between two attempts to connect. */
	private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final RedisClient redis;

	private final String prefix;

	private final BucketConfiguration configuration;

	private final Semaphore connecting = new Semaphore(1);

	private volatile @Nullable Link link;

	/** The time of the last failed attempt to connect. Guarded by the permit. */
	private @Nullable Long failedAt;

	/**
	 * Creates the buckets; connects on first use.
	 * @param prefix the prefix of the keys in Redis
	 */
	SharedBuckets(RedisClient redis, String prefix, RateLimitProperties limit) {
		this.redis = redis;
		this.prefix = prefix;
		this.configuration = BucketConfiguration.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(limit.capacity())
				.refillGreedy(limit.rate(), Duration.ofSeconds(1)))
			.build();
	}

	@Override
	public Bucket of(String client) {
		return manager().builder().build(this.prefix + client, () -> this.configuration);
	}

	/**
	 * Reconnects after the connection was lost, which the client does not do itself. One
	 * thread connects while the others wait briefly.
	 */
	private ProxyManager<String> manager() {
		Link current = this.link;
		if (current != null && current.connection().isOpen()) {
			return current.manager();
		}
		try {
			if (!this.connecting.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
				throw new RedisConnectionException("another thread is connecting");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisConnectionException("interrupted while connecting", ex);
		}
		try {
			return connect().manager();
		}
		finally {
			this.connecting.release();
		}
	}

	private Link connect() {
		Link current = this.link;
		if (current != null && current.connection().isOpen()) {
			return current;
		}
		if (this.failedAt != null && System.nanoTime() - this.failedAt < PAUSE_NANOS) {
			throw new RedisConnectionException("it could not be reached a moment ago");
		}
		try {
			if (current != null) {
				current.connection().closeAsync();
			}
			Link anew = Link.to(this.redis.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)));
			this.link = anew;
			this.failedAt = null;
			return anew;
		}
		catch (RuntimeException ex) {
			this.failedAt = System.nanoTime();
			throw ex;
		}
	}

	private record Link(StatefulRedisConnection<String, byte[]> connection, ProxyManager<String> manager) {

		static Link to(StatefulRedisConnection<String, byte[]> connection) {
			return new Link(connection,
					Bucket4jLettuce.casBasedBuilder(connection)
						.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(EXPIRY))
						.requestTimeout(TIMEOUT)
						.build());
		}

	}

}
