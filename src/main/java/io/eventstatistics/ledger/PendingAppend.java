package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is being appended, and the thread that waits for its receipt. The first
 * result is final. Thread-safe.
 */
final class PendingAppend {

	/** The longest wait for a batch. */
	static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final String TRY_AGAIN = ": try again later, with an idempotency key, because it may have been recorded";

	private final EventBatch events;

	private final @Nullable IdempotencyKey key;

	private final CountDownLatch decided = new CountDownLatch(1);

	private volatile Receipt receipt;

	private volatile @Nullable RuntimeException refusal;

	/**
	 * Creates a pending append.
	 * @param receipt the receipt of the admission, returned unless applying the entry
	 * gives another
	 * @param events the events to append
	 * @param key identifies a retry, or null for none
	 */
	PendingAppend(Receipt receipt, EventBatch events, @Nullable IdempotencyKey key) {
		this.receipt = receipt;
		this.events = events;
		this.key = key;
	}

	EventBatch events() {
		return this.events;
	}

	@Nullable IdempotencyKey key() {
		return this.key;
	}

	/**
	 * Returns the names of the series that a retry is to leave out; none without a key.
	 */
	Set<String> leftOut() {
		return (this.key != null) ? this.receipt.refusedSeries().names() : Set.of();
	}

	Instant acceptedAt() {
		return this.receipt.recordedAt();
	}

	boolean isDecided() {
		return this.decided.getCount() == 0;
	}

	void recorded() {
		this.decided.countDown();
	}

	/**
	 * The admission counts events that had expired on arrival, because they are not in
	 * the log.
	 */
	void recordedAs(Receipt applied) {
		this.receipt = applied.withExpired(this.receipt.expired());
		this.decided.countDown();
	}

	void refused(RuntimeException reason) {
		if (!isDecided()) {
			this.refusal = reason;
			this.decided.countDown();
		}
	}

	/** Abandons the batch; it is unknown whether it was recorded. */
	void givenUp(String reason) {
		refused(new RecorderUnavailableException(reason + TRY_AGAIN));
	}

	/** Returns the receipt once the batch is recorded. */
	Receipt await() {
		try {
			if (!this.decided.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
				givenUp("the log does not answer in time");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RecorderUnavailableException("the server is stopping: try again later");
		}
		if (this.refusal != null) {
			throw this.refusal;
		}
		return this.receipt;
	}

}
