/**
 * A log in front of the window, optional: a Redis stream or a Kafka topic that replicas
 * share, or files of one process. {@code Ledger} queues a batch, {@code Appender} appends
 * all queued batches of a partition as one entry, {@code Tail} reads every entry on every
 * replica, and {@code Applier} applies it to the window and completes the batches of this
 * replica.
 * <p>
 * Entries are applied in the order of their partition and by the log's times. Sums do not
 * depend on the order of events, and a key is in one partition, so replicas that have
 * applied the same entries hold the same events and keys.
 */
@NullMarked
package io.eventstatistics.ledger;

import org.jspecify.annotations.NullMarked;
