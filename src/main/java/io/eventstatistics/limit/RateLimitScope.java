package io.eventstatistics.limit;

import java.util.List;

/**
 * What the limit applies to.
 *
 * @param paths patterns of the paths that cost tokens
 * @param sharedPrefix what the keys of buckets begin with in a Redis that replicas share
 */
public record RateLimitScope(List<String> paths, String sharedPrefix) {

}
