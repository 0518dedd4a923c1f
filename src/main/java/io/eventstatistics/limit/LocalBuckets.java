package io.eventstatistics.limit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;

/**
 * Buckets in the memory of this process, for the ten thousand most recent clients. A
 * bucket that would be full again is evicted, which does not change its client's limit.
 * Thread-safe.
 */
class LocalBuckets implements Buckets {

	private static final int MAX_CLIENTS = 10_000;

	private final LoadingCache<String, Bucket> buckets;

	LocalBuckets(RateLimitProperties limit) {
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MAX_CLIENTS)
			.expireAfterAccess(limit.refillTime())
			.build((client) -> full(limit));
	}

	@Override
	public Bucket of(String client) {
		return this.buckets.get(client);
	}

	long clients() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

	private static Bucket full(RateLimitProperties limit) {
		return Bucket.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(limit.capacity())
				.refillGreedy(limit.rate(), Duration.ofSeconds(1)))
			.withNanosecondPrecision()
			.build();
	}

}
