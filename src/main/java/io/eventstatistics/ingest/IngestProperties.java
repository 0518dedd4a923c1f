package io.eventstatistics.ingest;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of request bodies.
 *
 * @param maxBatchEvents the largest number of events in one batch, from 1 to 10 million
 * @param maxBody the largest size of one request body after decompression, from 1KB to
 * 1GB
 * @param maxConcurrent the largest number of batches processed at once, from 1; batches
 * beyond a short queue are rejected. By default twice the number of cores
 */
public record IngestProperties(@DefaultValue("100000") int maxBatchEvents, @DefaultValue("16MB") DataSize maxBody,
		@Nullable Integer maxConcurrent) {

	private static final int MOST_EVENTS = 10_000_000;

	private static final DataSize MIN_BODY = DataSize.ofKilobytes(1);

	private static final DataSize MAX_BODY = DataSize.ofGigabytes(1);

	public IngestProperties {
		require(maxBatchEvents >= 1 && maxBatchEvents <= MOST_EVENTS,
				"max-batch-events must be from 1 to " + MOST_EVENTS + " but is " + maxBatchEvents);
		require(maxBody.compareTo(MIN_BODY) >= 0 && maxBody.compareTo(MAX_BODY) <= 0,
				"max-body must be from 1KB to 1GB but is " + maxBody);
		require(maxConcurrent == null || maxConcurrent >= 1,
				"max-concurrent must be at least 1 but is " + maxConcurrent);
	}

	/**
	 * Returns the largest number of batches processed at once.
	 * @return the setting, or by default twice the number of cores
	 */
	public int concurrency() {
		return (this.maxConcurrent != null) ? this.maxConcurrent : 2 * Runtime.getRuntime().availableProcessors();
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException("event-statistics.ingest." + message);
		}
	}

}
