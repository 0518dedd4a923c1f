package io.eventstatistics.event;

import java.time.Instant;

/**
 * What is known of a batch once it was recorded.
 *
 * @param recordedAt the server's time when the batch was recorded first
 * @param latestAccepted the latest timestamp that was accepted then
 * @param replayed whether the batch had been recorded before, by its idempotency key, and
 * so was not recorded again
 * @param expired how many events of the batch were older than the window, and so do not
 * count; 0 for a batch that is replayed
 */
public record Receipt(Instant recordedAt, Instant latestAccepted, boolean replayed, int expired) {

}
