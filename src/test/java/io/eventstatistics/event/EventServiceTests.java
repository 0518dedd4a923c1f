package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.Pane;
import io.eventstatistics.window.Statistics;
import io.eventstatistics.window.WindowInvariants;
import io.eventstatistics.window.series.SeriesWindows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventServiceTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration SKEW = Duration.ofMinutes(10);

	private static final long MAX_EVENTS = 1_000_000;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00.123456789Z"));

	private final EventService service = new EventService(this.clock, HOUR, SKEW, MAX_EVENTS, Long.MAX_VALUE);

	@Test
	void emptyWindowHasNoFigures() {
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
	}

	@Test
	void emptyBatchRecordsNothing() {
		this.service.record(new EventBatch(1), null);
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
	}

	@Test
	void eventCountsUntilItIsAnHourOldToTheNanosecond() {
		long timestamp = this.clock.nanos();
		record(timestamp, 12.5);
		this.clock.advance(HOUR.toNanos());
		assertThat(this.service.statistics()).isEqualTo(new Statistics(1, 12.5, 12.5, 12.5));
		this.clock.advance(1);
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
	}

	@Test
	void eventOlderThanTheWindowIsTakenAndDoesNotCount() {
		record(this.clock.nanos() - HOUR.toNanos() - 1, 1);
		record(Long.MIN_VALUE, 2);
		record(this.clock.nanos() - HOUR.toNanos(), 3);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(1, 3, 3, 3));
	}

	@Test
	void eventUpToTheSkewAheadCountsAtOnceAndLeavesByTheWallClock() {
		record(this.clock.nanos() + SKEW.toNanos(), 4);
		record(this.clock.nanos(), 5);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(2, 4, 5, 4.5));
		this.clock.advance(HOUR.toNanos() + 1);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(1, 4, 4, 4));
		this.clock.advance(SKEW.toNanos());
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
	}

	@Test
	void eventFurtherAheadRefusesItsWholeBatch() {
		EventBatch batch = new EventBatch(3);
		batch.add(this.clock.nanos(), 1);
		batch.add(this.clock.nanos() + SKEW.toNanos() + 1, 2);
		batch.add(this.clock.nanos(), 3);
		assertThatExceptionOfType(TimestampAheadException.class).isThrownBy(() -> this.service.record(batch, null))
			.withMessageContainingAll("timestamp 2026-11-23T14:40:00.123456790Z", "is 2026-11-23T14:40:00.123456789Z",
					"time is 2026-11-23T14:30:00.123456789Z")
			.satisfies((ex) -> assertThat(ex.latestAccepted()).isEqualTo("2026-11-23T14:40:00.123456789Z"))
			.satisfies((ex) -> assertThat(ex.now()).isEqualTo("2026-11-23T14:30:00.123456789Z"));
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
	}

	@Test
	void timestampBeyondTheLongRangeIsRefusedByName() {
		EventBatch batch = new EventBatch(1);
		batch.add(Instant.parse("9999-12-31T23:59:59Z"), 1);
		assertThatExceptionOfType(TimestampAheadException.class).isThrownBy(() -> this.service.record(batch, null))
			.withMessageContaining("9999-12-31T23:59:59Z");
	}

	@Test
	void poisonedTimestampDoesNotEmptyTheWindow() {
		record(this.clock.nanos() - HOUR.toNanos(), 1);
		record(this.clock.nanos() + SKEW.toNanos(), 2);
		assertThat(this.service.statistics().count()).isEqualTo(2);
	}

	@Test
	void whatHasLeftDoesNotComeBackWhenTheClockIsSetBack() {
		long old = this.clock.nanos() - HOUR.toNanos();
		record(old + 5, 1);
		record(old + 20, 2);
		this.clock.advance(10);
		assertThat(this.service.statistics().count()).isEqualTo(1);
		this.clock.advance(-10);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(1, 2, 2, 2));
		record(old + 3, 3);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(2, 2, 3, 2.5));
	}

	@Test
	void clockSetBackAfterAPaneHasEmptied() {
		long old = this.clock.nanos() - HOUR.toNanos();
		record(old, 1);
		this.clock.advance(5 * SECOND);
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
		this.clock.advance(-5 * SECOND);
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
	}

	@Test
	void clockThatWasADayAheadHarmsNothingAfterwards() {
		record(this.clock.nanos(), 1);
		this.clock.advance(TimeUnit.DAYS.toNanos(1));
		record(this.clock.nanos(), 2);
		this.clock.advance(-TimeUnit.DAYS.toNanos(1));
		record(this.clock.nanos(), 3);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(2, 2, 3, 2.5));
		this.clock.advance(HOUR.toNanos() + 1);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(1, 2, 2, 2));
	}

	@Test
	void longIdleIsJumped() {
		record(this.clock.nanos(), 1);
		this.clock.advance(TimeUnit.DAYS.toNanos(80_000));
		assertThat(this.service.statistics()).isEqualTo(Statistics.EMPTY);
		record(this.clock.nanos(), 2);
		assertThat(this.service.statistics()).isEqualTo(new Statistics(1, 2, 2, 2));
		assertThat(panes(this.service)).hasSize(1);
	}

	@Test
	void orderOfArrivalChangesNoBit() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		List<long[]> events = new ArrayList<>();
		for (int i = 0; i < 5_000; i++) {
			double value = Math.scalb(random.nextGaussian(), random.nextInt(100));
			events.add(new long[] { this.clock.nanos() - (long) (random.nextDouble() * HOUR.toNanos()),
					Double.doubleToLongBits(value) });
		}
		Statistics expected = statisticsOf(events);
		events.sort((left, right) -> Long.compare(left[0], right[0]));
		assertThat(statisticsOf(events)).as("sorted, seed %d", seed).isEqualTo(expected);
		Collections.shuffle(events, random);
		assertThat(statisticsOf(events)).as("shuffled, seed %d", seed).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1S", "PT7.3S", "PT1M", "PT1H", "PT5H", "P7D" })
	void agreesWithTheOracleOnRandomEventsAndClocks(Duration window) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		EventService service = new EventService(this.clock, window, window.dividedBy(6), MAX_EVENTS, Long.MAX_VALUE);
		NaiveWindow oracle = new NaiveWindow(window.toNanos());
		for (int step = 0; step < 3_000; step++) {
			if (random.nextInt(3) == 0) {
				this.clock.advance(clockStep(random, window.toNanos()));
				service.statistics();
				oracle.prune(this.clock.nanos());
			}
			EventBatch batch = randomBatch(random, window.toNanos());
			service.record(batch, null);
			for (int i = 0; i < batch.size(); i++) {
				oracle.record(this.clock.nanos(), batch.timestampNanos(i), batch.value(i));
			}
			if (random.nextInt(4) == 0) {
				assertThat(service.statistics()).as("seed %d, step %d", seed, step)
					.isEqualTo(oracle.statistics(this.clock.nanos()));
			}
			if (random.nextInt(20) == 0) {
				checkInvariants(service);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 50, 1_000_000, 3_000_000_000L })
	void agreesWithTheOracleWhileACrowdedSlotDrains(long spread) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		long window = HOUR.toNanos();
		NaiveWindow oracle = new NaiveWindow(window);
		long start = this.clock.nanos();
		EventBatch batch = new EventBatch(1);
		for (int i = 0; i < 40_000; i++) {
			long timestamp = start + (long) (random.nextDouble() * spread);
			batch.add(timestamp, random.nextGaussian());
			oracle.add(timestamp, batch.value(i));
		}
		this.service.record(batch, null);
		this.clock.advance(window);
		for (int step = 0; step < 25; step++) {
			assertThat(this.service.statistics()).as("seed %d, step %d", seed, step)
				.isEqualTo(oracle.statistics(this.clock.nanos()));
			checkInvariants(this.service);
			this.clock.advance((long) (random.nextDouble() * spread / 10));
			long late = this.clock.nanos() - window + random.nextInt(5);
			record(late, step);
			oracle.record(this.clock.nanos(), late, step);
		}
	}

	/**
	 * Edges of slots, panes and the window, plus and minus one; idles; the clock set
	 * back.
	 */
	private static long clockStep(Random random, long window) {
		long slot = window / 3600;
		long[] steps = { 0, 1, -1, slot - 1, slot, slot + 1, 60 * slot - 1, 60 * slot, 60 * slot + 1, window / 7,
				window / 50, window / 500, -slot, -window / 50, window / 3, random.nextInt(20) == 0 ? window - 1 : 0,
				random.nextInt(20) == 0 ? window + 1 : 1, random.nextInt(30) == 0 ? 5 * window : 1,
				random.nextInt(30) == 0 ? -3 * window : 1 };
		return steps[random.nextInt(steps.length)];
	}

	private EventBatch randomBatch(Random random, long window) {
		long now = this.clock.nanos();
		long edge = now - window;
		EventBatch batch = new EventBatch(1);
		int size = random.nextInt(5);
		for (int i = 0; i < size; i++) {
			long[] timestamps = { now, edge, edge - 1, edge + 1, now + window / 6,
					edge + (long) (random.nextDouble() * window), edge + (long) (random.nextDouble() * window / 1000),
					now - (long) (random.nextDouble() * window / 100), edge - random.nextInt(1000), Long.MIN_VALUE };
			batch.add(timestamps[random.nextInt(timestamps.length)], random.nextInt(9) - 4 + random.nextGaussian());
		}
		return batch;
	}

	private Statistics statisticsOf(List<long[]> events) {
		EventService service = new EventService(this.clock, HOUR, SKEW, MAX_EVENTS, Long.MAX_VALUE);
		EventBatch batch = new EventBatch(events.size());
		for (long[] event : events) {
			batch.add(event[0], Double.longBitsToDouble(event[1]));
		}
		service.record(batch, null);
		checkInvariants(service);
		return service.statistics();
	}

	private void record(long timestamp, double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, value);
		this.service.record(batch, null);
	}

	private static void checkInvariants(EventService service) {
		WindowInvariants
			.check(((SeriesWindows) Objects.requireNonNull(ReflectionTestUtils.getField(service, "windows"))).unnamed()
				.window(), panes(service));
	}

	@SuppressWarnings("unchecked")
	private static ArrayDeque<Pane> panes(EventService service) {
		return (ArrayDeque<Pane>) Objects.requireNonNull(ReflectionTestUtils.getField(service, "panes"));
	}

}
