/**
 * Rate limits: a token bucket for each client, in memory or in Redis. Optional; off by
 * default.
 */
@NullMarked
package io.eventstatistics.limit;

import org.jspecify.annotations.NullMarked;
