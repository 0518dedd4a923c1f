package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;

import io.eventstatistics.testing.MutableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The places of series that batches reserve between their admission and its end.
 */
class SeriesReservationTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00Z"));

	@Test
	void admittedBatchesReservePlacesForTheirSeries() {
		EventService two = new EventService(this.clock, HOUR, Duration.ZERO, 1000, Long.MAX_VALUE, 2, 1);
		Receipt.Admitted first = two.admit(named("a"), null);
		Receipt.Admitted same = two.admit(named("a"), null);
		Receipt.Admitted applied = two.admit(named("b"), null);
		two.apply(applied.events(), this.clock.instant());
		assertThatExceptionOfType(SeriesLimitException.class).isThrownBy(() -> two.admit(named("c"), null));
		two.finish(applied, true);
		two.finish(first, false);
		assertThatExceptionOfType(SeriesLimitException.class).isThrownBy(() -> two.admit(named("c"), null));
		assertThat(two.admit(named("b"), null).newSeries()).isEmpty();
		two.finish(same, false);
		assertThat(two.admit(named("c"), null).newSeries()).containsExactly("c");
	}

	@Test
	void reservedSeriesTakeMemory() {
		EventService small = new EventService(this.clock, HOUR, Duration.ZERO, 1000, 20_000);
		Receipt.Admitted first = small.admit(named("s0"), null);
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> {
			for (int i = 1; i < 20; i++) {
				small.admit(named("s" + i), null);
			}
		});
		small.finish(first, false);
		assertThat(small.admit(named("fits"), null).newSeries()).containsExactly("fits");
	}

	private EventBatch named(String series) {
		EventBatch batch = new EventBatch(1);
		batch.add(this.clock.nanos(), 1, series);
		return batch;
	}

}
