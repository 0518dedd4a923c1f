package io.eventstatistics.limit;

import java.util.List;

/**
 * The paths that the limit applies to, and where replicas share its buckets.
 *
 * @param paths patterns of the paths that cost tokens
 * @param sharedPrefix prefix of the buckets' keys in a Redis that replicas share
 */
public record RateLimitScope(List<String> paths, String sharedPrefix) {

}
