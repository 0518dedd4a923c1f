package io.eventstatistics.metrics;

import java.util.List;

import io.eventstatistics.event.Meters;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;

/**
 * The histogram of batch sizes, with a bucket for each power of two up to a million. All
 * buckets of a scrape are of the same instant. Thread-safe.
 */
class BatchSizes implements Collector {

	/** The last bucket has all larger batches. */
	private static final int MAX_BITS = 20;

	private final MeterReadings.Reader reader;

	BatchSizes(MeterReadings readings) {
		this.reader = readings.reader();
	}

	@Override
	public HistogramSnapshot collect() {
		Meters meters = this.reader.read();
		return HistogramSnapshot.builder()
			.name("event_statistics_batch_events")
			.help("Events of a batch that was recorded; one alone is a batch too")
			.dataPoint(HistogramDataPointSnapshot.builder()
				.classicHistogramBuckets(buckets(meters.batches()))
				.sum(meters.received())
				.build())
			.build();
	}

	/** A batch with fewer events than a power of two has at most one less. */
	private static ClassicHistogramBuckets buckets(List<Long> batches) {
		ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
		long rest = 0;
		for (int bits = 0; bits < batches.size(); bits++) {
			if (bits <= MAX_BITS) {
				buckets.bucket((1 << bits) - 1, batches.get(bits));
			}
			else {
				rest += batches.get(bits);
			}
		}
		return buckets.bucket(Double.POSITIVE_INFINITY, rest).build();
	}

}
