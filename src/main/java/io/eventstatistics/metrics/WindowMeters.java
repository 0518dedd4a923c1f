package io.eventstatistics.metrics;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.eventstatistics.event.Meters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the window's counters and sizes. All meters of a scrape are of the same
 * instant: O(1). They cost nothing between scrapes. Thread-safe.
 */
class WindowMeters implements MeterBinder {

	private static final double NANOS = 1e9;

	private final MeterReadings readings;

	WindowMeters(MeterReadings readings) {
		this.readings = readings;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		counter(registry, "events.counted", "Events that came into the window", Meters::counted);
		counter(registry, "events.expired", "Events that have left the window", Meters::expired);
		counter(registry, "events.replayed", "Events of batches that had been recorded before", Meters::replayed);
		counter(registry, "events.late", "Events that were older than the window when they came", Meters::late);
		gauge(registry, "series.held", "Series that have events in the window", Meters::series);
		gauge(registry, "series.capacity", "Series that may have events at once", Meters::seriesCapacity);
		counter(registry, "series.begun", "Series that have begun", Meters::seriesBegun);
		gauge(registry, "events.held", "Events in the window", Meters::held);
		gauge(registry, "events.capacity", "Events that the window may hold", Meters::capacity);
		gauge(registry, "idempotency.keys", "Idempotency keys held", Meters::keys);
		Gauge.builder(name("memory"), this.readings, read(Meters::bytes))
			.description("Memory that events, series and idempotency keys take")
			.baseUnit("bytes")
			.register(registry);
		time(registry, "oldest.timestamp", "At or before the oldest event in the window", Meters::oldest);
		time(registry, "newest.timestamp", "Timestamp of the newest event in the window", Meters::newest);
		timer(registry, "lock.wait", "Waits for the window's lock, where it was taken", Meters::waits,
				Meters::waitNanos);
		timer(registry, "lock.hold", "Holds of the window's lock, one in 64", Meters::holds, Meters::holdNanos);
	}

	private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<Meters> figure) {
		FunctionCounter.builder(name(name), this.readings, read(figure)).description(description).register(registry);
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Meters> figure) {
		Gauge.builder(name(name), this.readings, read(figure)).description(description).register(registry);
	}

	private void time(MeterRegistry registry, String name, String description, TimeOf time) {
		Gauge.builder(name(name), this.readings, read((meters) -> seconds(time.of(meters))))
			.description(description)
			.baseUnit("seconds")
			.register(registry);
	}

	private void timer(MeterRegistry registry, String name, String description, ToLongFunction<Meters> count,
			ToDoubleFunction<Meters> nanos) {
		FunctionTimer.builder(name(name), this.readings, readLong(count), read(nanos), TimeUnit.NANOSECONDS)
			.description(description)
			.register(registry);
	}

	private ToDoubleFunction<MeterReadings> read(ToDoubleFunction<Meters> figure) {
		MeterReadings.Reader reader = this.readings.reader();
		return (readings) -> figure.applyAsDouble(reader.read());
	}

	private ToLongFunction<MeterReadings> readLong(ToLongFunction<Meters> figure) {
		MeterReadings.Reader reader = this.readings.reader();
		return (readings) -> figure.applyAsLong(reader.read());
	}

	private static String name(String name) {
		return "event.statistics." + name;
	}

	private static double seconds(@Nullable Instant time) {
		return (time != null) ? time.getEpochSecond() + time.getNano() / NANOS : Double.NaN;
	}

	private interface TimeOf {

		@Nullable Instant of(Meters meters);

	}

}
