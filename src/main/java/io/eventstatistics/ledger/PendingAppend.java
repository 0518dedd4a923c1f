package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way through the log, and the thread that waits for it. What was decided
 * first stays. Thread-safe.
 */
final class PendingAppend {

	/** For how long a batch is waited for, whatever holds it up. */
	static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final String TRY_AGAIN = ": try again later, with an idempotency key, for it may have been recorded";

	private final EventBatch events;

	private final @Nullable IdempotencyKey key;

	private final CountDownLatch decided = new CountDownLatch(1);

	private volatile Receipt receipt;

	private volatile @Nullable RuntimeException refusal;

	/**
	 * Creates a pending append.
	 * @param receipt of the admission, which stays unless another is decided
	 * @param events what is appended
	 * @param key by which a retry is known, or null for none
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
	 * Events that had expired on arrival are not in the log, so the admission counts
	 * them.
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

	/** Gives up, without knowing whether the batch was recorded. */
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
			throw new RecorderUnavailableException("the server is about to stop: try again later");
		}
		if (this.refusal != null) {
			throw this.refusal;
		}
		return this.receipt;
	}

}
