package io.eventstatistics.limit;

import io.github.bucket4j.Bucket;

/**
 * The token bucket of each client: one token for each event that it may send.
 * Thread-safe.
 */
@FunctionalInterface
interface Buckets {

	Bucket of(String client);

}
