package io.eventstatistics.ledger;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the progress of a replay every few seconds. Not thread-safe.
 */
final class ReplayProgress {

	private static final Logger logger = LoggerFactory.getLogger(ReplayProgress.class);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Applier applier;

	private final Positions end;

	private final long eventsBefore;

	private final long start = System.nanoTime();

	private long logged = this.start;

	ReplayProgress(Applier applier, Positions end) {
		this.applier = applier;
		this.end = end;
		this.eventsBefore = applier.events();
	}

	/** Returns the last entries of the replay. */
	Positions end() {
		return this.end;
	}

	void at(Positions position) {
		long now = System.nanoTime();
		if (now - this.logged > INTERVAL.toNanos()) {
			this.logged = now;
			logger.info("Replaying the log: {} events so far, at {} of {}", events(), position, this.end);
		}
	}

	/** Returns how long the replay has taken so far. */
	long nanos() {
		return System.nanoTime() - this.start;
	}

	/** Returns how many events were applied. */
	long events() {
		return this.applier.events() - this.eventsBefore;
	}

}
