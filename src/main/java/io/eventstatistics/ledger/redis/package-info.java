/**
 * A ledger in a Redis stream that replicas share: connections, clock and detection of
 * removed entries.
 */
@NullMarked
package io.eventstatistics.ledger.redis;

import org.jspecify.annotations.NullMarked;
