package io.eventstatistics.metrics;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Meters;
import org.jspecify.annotations.Nullable;

/**
 * Gives all meters of a scrape the same snapshot of the service. The snapshot is replaced
 * when a meter reads it a second time or too late. Thread-safe.
 */
class MeterReadings {

	private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final EventService service;

	/**
	 * The readers that have read the latest snapshot. Guarded by this, like all fields
	 * below.
	 */
	private final BitSet served = new BitSet();

	private int readers;

	private @Nullable Meters latest;

	private long takenAt;

	MeterReadings(EventService service) {
		this.service = service;
	}

	/** Returns a new reader. */
	synchronized Reader reader() {
		return new Reader(this.readers++);
	}

	private synchronized Meters read(int reader) {
		Meters meters = this.latest;
		long now = System.nanoTime();
		if (meters == null || this.served.get(reader) || now - this.takenAt > MAX_AGE_NANOS) {
			meters = this.service.meters();
			this.latest = meters;
			this.takenAt = now;
			this.served.clear();
		}
		this.served.set(reader);
		return meters;
	}

	/** Reads one figure. */
	final class Reader {

		private final int index;

		private Reader(int index) {
			this.index = index;
		}

		Meters read() {
			return MeterReadings.this.read(this.index);
		}

	}

}
