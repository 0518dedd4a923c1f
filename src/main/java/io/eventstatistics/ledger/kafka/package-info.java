/**
 * A ledger in a Kafka topic that replicas share: each reads all partitions, without a
 * consumer group.
 */
@NullMarked
package io.eventstatistics.ledger.kafka;

import org.jspecify.annotations.NullMarked;
