package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.IdempotencyKey;
import io.eventstatistics.event.RecorderUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way through the log, and the thread that waits for it. What was decided
 * first stays. Thread-safe.
 */
final class Request {

	private final EventBatch batch;

	private final EventBatch events;

	private final @Nullable IdempotencyKey key;

	private final CountDownLatch decided = new CountDownLatch(1);

	private volatile @Nullable RuntimeException refusal;

	/**
	 * Creates a request.
	 * @param batch as it was received
	 * @param events what of it was accepted
	 * @param key by which a retry is known, or null for none
	 */
	Request(EventBatch batch, EventBatch events, @Nullable IdempotencyKey key) {
		this.batch = batch;
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
		return this.batch.recordedAt();
	}

	boolean isDecided() {
		return this.decided.getCount() == 0;
	}

	void recorded() {
		this.decided.countDown();
	}

	void recordedAs(EventBatch applied) {
		this.batch.recordedAs(applied);
		this.decided.countDown();
	}

	void refused(RuntimeException reason) {
		if (!isDecided()) {
			this.refusal = reason;
			this.decided.countDown();
		}
	}

	/** Returns once the batch is recorded. */
	void await() {
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
	}

}
