package io.eventstatistics.ledger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the log refuses something at present, as a Redis whose user lacks a permission.
 * Logs the reason once, until it is over. One thread reports, others may read.
 */
final class Refusal {

	private static final Logger logger = LoggerFactory.getLogger(Refusal.class);

	private final String action;

	private volatile @Nullable String reason;

	/**
	 * Creates a refusal that is not there yet.
	 * @param action what is refused, as "appending to the log"
	 */
	Refusal(String action) {
		this.action = action;
	}

	void report(RuntimeException refused) {
		if (this.reason == null) {
			logger.error("The log refuses {}: {}", this.action, refused.getMessage());
		}
		this.reason = this.action + ": " + refused.getMessage();
	}

	void over() {
		if (this.reason != null) {
			logger.info("The log no longer refuses {}", this.action);
			this.reason = null;
		}
	}

	/** Returns what is refused and why, or null for nothing. */
	@Nullable String reason() {
		return this.reason;
	}

}
