package io.eventstatistics.event;

import java.time.Instant;
import java.util.Set;

/**
 * The result of recording a batch.
 *
 * @param recordedAtNanos the server's time when the batch was first recorded, in
 * nanoseconds since the epoch
 * @param latestAcceptedNanos the latest timestamp that was accepted then
 * @param replayed whether the batch is a retry by its idempotency key, and so was not
 * recorded again
 * @param expired the number of events that were older than the window when the batch was
 * first recorded, and so do not count
 * @param refusedSeries the series of a partial batch that were left out; none for a batch
 * with a key
 */
public record Receipt(long recordedAtNanos, long latestAcceptedNanos, boolean replayed, int expired,
		SeriesRefusal refusedSeries) {

	/**
	 * Returns the server's time when the batch was first recorded.
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
	 * @param count the number of events older than the window
	 * @return the receipt
	 */
	public Receipt withExpired(int count) {
		return new Receipt(this.recordedAtNanos, this.latestAcceptedNanos, this.replayed, count, this.refusedSeries);
	}

	/** Returns the same receipt with the series that were left out. */
	Receipt without(SeriesRefusal refused) {
		return new Receipt(this.recordedAtNanos, this.latestAcceptedNanos, this.replayed, this.expired, refused);
	}

	/**
	 * A batch that may be recorded.
	 *
	 * @param events the events that are not refused; none for a retry
	 * @param receipt the receipt for the client
	 * @param newSeries the series for which places are reserved
	 */
	public record Admitted(EventBatch events, Receipt receipt, Set<String> newSeries) {

		/** Creates a batch for which nothing is reserved. */
		Admitted(EventBatch events, Receipt receipt) {
			this(events, receipt, Set.of());
		}

	}

}
