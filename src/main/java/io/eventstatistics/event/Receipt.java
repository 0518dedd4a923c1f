package io.eventstatistics.event;

import java.time.Instant;

/**
 * Says that a batch is recorded.
 *
 * @param recordedAt the server's time when it was recorded first
 * @param latestAccepted the latest timestamp accepted at that time
 * @param replayed whether it had been recorded before, by its idempotency key, and so was
 * not recorded again
 */
public record Receipt(Instant recordedAt, Instant latestAccepted, boolean replayed) {

}
