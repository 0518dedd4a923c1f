package io.eventstatistics.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.testing.MutableClock;
import org.jspecify.annotations.Nullable;

/**
 * One window, which is the oracle, and the same events split among several. The parts
 * prune five seconds behind, and their clocks are up to five seconds ahead of the
 * oracle's.
 */
final class SplitWindow {

	static final Duration WINDOW = Duration.ofHours(1);

	static final Duration MARGIN = Duration.ofSeconds(5);

	private static final Duration SKEW = Duration.ofMinutes(10);

	private static final Instant START = Instant.parse("2026-11-23T14:30:00.123456789Z");

	final MutableClock clock = new MutableClock(START);

	final EventService whole = new EventService(this.clock, WINDOW, SKEW, Long.MAX_VALUE, Long.MAX_VALUE);

	final List<EventService> parts = new ArrayList<>();

	SplitWindow(int count, RandomGenerator random) {
		for (int i = 0; i < count; i++) {
			MutableClock ahead = new MutableClock(START);
			ahead.advance(random.nextLong(MARGIN.toNanos() + 1));
			this.parts.add(new EventService(ahead, WINDOW.plus(MARGIN), SKEW, Long.MAX_VALUE, Long.MAX_VALUE));
		}
	}

	Instant asOf() {
		return this.clock.instant();
	}

	/** Records an event that is so much older than the oracle's clock. */
	void record(long ageNanos, double value, @Nullable String series, int part) {
		EventBatch batch = new EventBatch(1);
		batch.add(this.clock.nanos() - ageNanos, value, series);
		this.whole.record(batch, null);
		this.parts.get(part).record(batch, null);
	}

	/** Records many events at once. */
	void record(EventBatch batch, int part) {
		this.whole.record(batch, null);
		this.parts.get(part).record(batch, null);
	}

}
