package io.eventstatistics.limit;

import java.time.Duration;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in Redis, so that a client has one for all replicas. A change costs two round
 * trips. A bucket that would be full by now expires. Thread-safe.
 */
class SharedBuckets implements Buckets {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Duration EXPIRY = Duration.ofSeconds(10);

	private final RedisClient redis;

	private final String prefix;

	private final BucketConfiguration configuration;

	private @Nullable Link link;

	/**
	 * Prepares the buckets; connects at the first use.
	 * @param prefix what the keys in Redis begin with
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

	/** Connects anew where the connection has gone, for the client does not. */
	private synchronized ProxyManager<String> manager() {
		Link current = this.link;
		if (current == null || !current.connection().isOpen()) {
			current = Link.to(this.redis.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)));
			this.link = current;
		}
		return current.manager();
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
