package io.eventstatistics.ledger;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the log currently refuses a command, for instance because a Redis user lacks a
 * permission. Logs the reason once at the start and the end of a refusal. A failure of
 * the log does not end. Thread-safe.
 */
final class Refusal {

	private static final Logger logger = LoggerFactory.getLogger(Refusal.class);

	private final String action;

	private volatile @Nullable String reason;

	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Creates an inactive refusal.
	 * @param action the refused action, such as "trimming"
	 */
	Refusal(String action) {
		this.action = action;
	}

	void report(LogRefusalException refused) {
		boolean failure = refused instanceof LogFailedException;
		if (this.reason == null || failure && !this.failed.get()) {
			logger.error("The log refuses {}{}: {}", this.action, failure ? " until the next start" : "",
					refused.getMessage());
		}
		this.reason = this.action + ": " + refused.getMessage();
		this.failed.compareAndSet(false, failure);
	}

	void over() {
		if (this.reason != null && !this.failed.get()) {
			logger.info("The log no longer refuses {}", this.action);
			this.reason = null;
		}
	}

	/** Returns what is refused and why, or null for nothing. */
	@Nullable String reason() {
		return this.reason;
	}

	/** Returns whether it is permanent. */
	boolean isFailure() {
		return this.failed.get();
	}

}
