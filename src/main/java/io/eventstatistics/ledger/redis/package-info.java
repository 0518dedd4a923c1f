/**
 * A ledger in a Redis stream, which replicas share.
 */
@NullMarked
package io.eventstatistics.ledger.redis;

import org.jspecify.annotations.NullMarked;
