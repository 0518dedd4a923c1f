package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.Set;
import java.util.SplittableRandom;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.ReachableBytes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * What series take of memory, and that a client cannot make them take more.
 */
class SeriesMemoryTests {

	private static final long HOUR = 3_600_000_000_000L;

	private static final int SERIES = 10_000;

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00Z"));

	private final EventService service = service(Long.MAX_VALUE);

	private EventService service(long maxBytes) {
		return new EventService(this.clock, Duration.ofHours(1), Duration.ofMinutes(10), Long.MAX_VALUE, maxBytes,
				SERIES, 1);
	}

	/** An event a minute in each of ten thousand series, over two hours. */
	@Test
	void tenThousandSeriesOfSixtyEvents() {
		for (int minute = 0; minute < 120; minute++) {
			for (int part = 0; part < 10; part++) {
				this.clock.advance(HOUR / 600);
				EventBatch batch = new EventBatch(SERIES / 10);
				for (int i = 0; i < SERIES / 10; i++) {
					batch.add(this.clock.nanos() - this.random.nextLong(HOUR / 600), this.random.nextDouble(),
							"sensor-" + (part * SERIES / 10 + i));
				}
				this.service.record(batch, null);
			}
			if (minute % 20 == 19) {
				this.service.statistics();
				this.service.groups(SeriesSelector.all(), Duration.ofHours(1), true);
			}
		}
		Meters meters = this.service.meters();
		assertThat(meters.series()).isEqualTo(SERIES);
		assertThat((double) meters.held()).isCloseTo(60.0 * SERIES, within(1.0 * SERIES));
		long held = ReachableBytes.of(this.service, this.clock);
		assertThat((double) meters.bytes()).isCloseTo(held, within(0.03 * held));
		assertThat(held).isLessThanOrEqualTo(25_000_000);
		this.clock.advance(2 * HOUR);
		assertThat(this.service.meters().series()).isZero();
		assertThat(this.service.meters().bytes()).as("all has emptied").isLessThanOrEqualTo(100_000);
	}

	/** A new name an event: the limit holds, and series that exist go on. */
	@Test
	void aNewNameAnEventTakesNoMoreThanTheLimit() {
		EventBatch existing = batch("known");
		this.service.record(existing, null);
		int refused = 0;
		long most = 0;
		for (int i = 0; i < 3 * SERIES; i++) {
			try {
				this.service.record(batch("%0100d".formatted(i)), null);
			}
			catch (SeriesLimitException ex) {
				refused++;
				assertThat(ex).hasMessageContaining("\"%0100d\"".formatted(i))
					.hasMessageContaining("10000")
					.hasMessageContaining("leaves with its last event");
			}
			most = Math.max(most, this.service.meters().bytes());
			if (i % 1000 == 0) {
				this.service.record(batch("known"), null);
			}
		}
		assertThat(refused).isEqualTo(2 * SERIES + 1);
		assertThat(most).isLessThanOrEqualTo(SERIES * 1400L);
		assertThat(
				this.service.snapshot(SeriesSelector.of(Set.of("known"), Set.of(), false), Duration.ofHours(1), false)
					.aggregate()
					.summary()
					.count())
			.isEqualTo(31);
		this.clock.advance(HOUR + 1);
		this.service.record(batch("new"), null);
		assertThat(this.service.meters().series()).isEqualTo(1);
	}

	@Test
	void memoryIsLimitedBeforeTheNumberIs() {
		EventService small = service(2_000_000);
		int[] taken = new int[1];
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> {
			for (int i = 0; i < SERIES; i++) {
				small.record(batch("s" + i), null);
				taken[0]++;
			}
		});
		assertThat(taken[0]).isGreaterThan(1000);
		assertThat(small.meters().bytes()).isLessThanOrEqualTo(2_000_000);
		assertThat(small.meters().series()).isEqualTo(taken[0]);
	}

	/** Nothing but the limit may refuse, and the batch is judged as a whole. */
	@Test
	void aBatchOverTheLimitChangesNothing() {
		EventService few = new EventService(this.clock, Duration.ofHours(1), Duration.ofMinutes(10), 1000, 1 << 20, 3,
				1);
		few.record(batch("a"), null);
		EventBatch batch = batch("b");
		batch.add(this.clock.nanos(), 1, "c");
		batch.add(this.clock.nanos() - HOUR - 1, 1, "too-old-to-begin");
		batch.add(this.clock.nanos(), 1, "d");
		batch.add(this.clock.nanos(), 1);
		assertThatExceptionOfType(SeriesLimitException.class).isThrownBy(() -> few.record(batch, null))
			.withMessageContaining("\"d\"");
		assertThat(few.meters().series()).isEqualTo(1);
		assertThat(few.meters().seriesBegun()).isEqualTo(1);
		assertThat(few.statistics().count()).isEqualTo(1);
		few.apply(batch, this.clock.instant());
		assertThat(few.meters().series()).as("what was accepted is applied").isEqualTo(4);
	}

	@Test
	void seriesThatNobodyBeganAnswersNoEvents() {
		SeriesSelector nobody = SeriesSelector.of(Set.of("nobody"), Set.of("no."), false);
		for (int i = 0; i < 2; i++) {
			assertThat(this.service.snapshot(nobody, Duration.ofHours(1), true).aggregate().summary().count()).isZero();
			assertThat(this.service.groups(nobody, Duration.ofHours(1), false).groups()).isEmpty();
			assertThat(this.service.series("nobody", null, 10).series()).isEmpty();
			this.service.record(batch("somebody"), null);
		}
		assertThat(this.service.meters().series()).isEqualTo(1);
	}

	private EventBatch batch(String name) {
		EventBatch batch = new EventBatch(1);
		batch.add(this.clock.nanos(), 1, name);
		return batch;
	}

}
