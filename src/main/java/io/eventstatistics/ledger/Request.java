package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import io.eventstatistics.event.Admitted;
import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.IdempotencyKey;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way through the log, and the thread that waits for it. What was decided
 * first stays. Thread-safe.
 */
final class Request {

	private final Admitted admitted;

	private final @Nullable IdempotencyKey key;

	private final CountDownLatch decided = new CountDownLatch(1);

	private volatile Receipt receipt;

	private volatile @Nullable RuntimeException refusal;

	/**
	 * Creates a request.
	 * @param admitted the events, and the receipt where nothing else is decided
	 * @param key by which a retry is known, or null for none
	 */
	Request(Admitted admitted, @Nullable IdempotencyKey key) {
		this.admitted = admitted;
		this.receipt = admitted.receipt();
		this.key = key;
	}

	EventBatch events() {
		return this.admitted.events();
	}

	@Nullable IdempotencyKey key() {
		return this.key;
	}

	Instant acceptedAt() {
		return this.admitted.receipt().recordedAt();
	}

	boolean isDecided() {
		return this.decided.getCount() == 0;
	}

	void recorded() {
		this.decided.countDown();
	}

	void recordedAs(Receipt decidedReceipt) {
		this.receipt = decidedReceipt;
		this.decided.countDown();
	}

	void refused(RuntimeException reason) {
		if (!isDecided()) {
			this.refusal = reason;
			this.decided.countDown();
		}
	}

	/** Returns once the batch is recorded. */
	Receipt await() {
		try {
			this.decided.await();
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
