package io.eventstatistics.limit;

import io.github.bucket4j.Bucket;

/**
 * The token bucket of each client, of as many tokens as it may send events. Thread-safe.
 */
@FunctionalInterface
interface Buckets {

	Bucket of(String client);

}
