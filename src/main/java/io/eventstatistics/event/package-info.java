/**
 * The thread-safe rolling window: {@code EventService} with its lock and clock, the
 * batches that it records and the receipts and figures that it returns.
 */
@NullMarked
package io.eventstatistics.event;

import org.jspecify.annotations.NullMarked;
