package io.eventstatistics.event;

import java.time.Instant;

/**
 * What is known of a batch once it was recorded.
 *
 * @param recordedAtNanos the server's time when the batch was recorded first, in
 * nanoseconds since the epoch
 * @param latestAcceptedNanos the latest timestamp that was accepted then
 * @param replayed whether the batch had been recorded before, by its idempotency key, and
 * so was not recorded again
 * @param expired how many events of the batch were older than the window when it was
 * recorded first, and so do not count
 * @param refusedSeries the series of a partial batch that were left out, none for a batch
 * with a key
 */
public record Receipt(long recordedAtNanos, long latestAcceptedNanos, boolean replayed, int expired,
		SeriesRefusal refusedSeries) {

	/**
	 * Returns the server's time when the batch was recorded first.
	 * @return the time
	 */
	public Instant recordedAt() {
		return EpochNanos.toInstant(this.recordedAtNanos);
	}

	/**
	 * Returns the latest timestamp that was accepted then.
	 * @return the time
	 */
	public Instant latestAccepted() {
		return EpochNanos.toInstant(this.latestAcceptedNanos);
	}

	/**
	 * Returns the same receipt with another number of expired events.
	 * @param count how many events were older than the window
	 * @return the receipt
	 */
	public Receipt withExpired(int count) {
		return new Receipt(this.recordedAtNanos, this.latestAcceptedNanos, this.replayed, count, this.refusedSeries);
	}

	/** Returns the same receipt of a batch of which some series were left out. */
	Receipt without(SeriesRefusal refused) {
		return new Receipt(this.recordedAtNanos, this.latestAcceptedNanos, this.replayed, this.expired, refused);
	}

	/**
	 * A batch that may be recorded.
	 *
	 * @param events those of the batch that are not refused; none for a repeat
	 * @param receipt what the client is told
	 */
	public record Admitted(EventBatch events, Receipt receipt) {

	}

}
