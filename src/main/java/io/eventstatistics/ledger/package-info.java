/**
 * A log in front of the window, optional: a Redis stream that replicas share, or files of
 * one process. {@code Ledger} queues a batch, {@code Appender} appends all queued batches
 * as one entry, {@code Tail} reads every entry in order on every replica, and
 * {@code Applier} applies it to the window and completes the batches of this replica.
 * <p>
 * Entries are applied in the log's order and by the log's times, so that replicas that
 * have applied the same entries hold the same events and keys.
 */
@NullMarked
package io.eventstatistics.ledger;

import org.jspecify.annotations.NullMarked;
