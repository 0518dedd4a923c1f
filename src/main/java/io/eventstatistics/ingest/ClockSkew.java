package io.eventstatistics.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.eventstatistics.ingest.parse.ParsedBatch;

/**
 * How far ahead of the server's clock a timestamp may be, for batches that are rejected
 * before they reach the window. Thread-safe.
 *
 * @param clock the server's clock
 * @param max the largest accepted difference
 */
public record ClockSkew(InstantSource clock, Duration max) {

	/**
	 * Rejects the events of a batch that are too far ahead of the current time.
	 * @param batch the batch
	 */
	public void judge(ParsedBatch batch) {
		Instant now = this.clock.instant();
		batch.rejectAhead(now.plus(this.max), now);
	}

}
