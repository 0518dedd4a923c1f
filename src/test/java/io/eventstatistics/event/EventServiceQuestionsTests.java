package io.eventstatistics.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.Pane;
import io.eventstatistics.window.WindowInvariants;
import io.eventstatistics.window.rank.Quantile;
import io.eventstatistics.window.series.SeriesWindows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * All that can be asked, against the oracle.
 */
class EventServiceQuestionsTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration SKEW = Duration.ofMinutes(10);

	private static final int EVENTS = 20_000;

	private static final Duration[] PARTS = { HOUR, Duration.ofMinutes(30), Duration.ofMinutes(5),
			Duration.ofSeconds(90), Duration.ofNanos(1), Duration.ofMillis(1234) };

	private static final Quantile MEDIAN = new Quantile(5, 1);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00.123456789Z"));

	private NaiveWindow oracle = new NaiveWindow(HOUR.toNanos());

	private EventService service = new EventService(this.clock, HOUR, SKEW, Long.MAX_VALUE, Long.MAX_VALUE);

	@ParameterizedTest
	@EnumSource
	void everyFigureOfEveryPartWhileTheWindowSlidesAndLateEventsCome(EventValues values) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		fill(random, values, EVENTS, HOUR.toNanos());
		for (int step = 0; step < 8; step++) {
			for (Duration part : PARTS) {
				assertEveryFigure(part, "seed %d, step %d, %s".formatted(seed, step, part));
			}
			this.clock.advance((long) (random.nextDouble() * Duration.ofMinutes(3).toNanos()));
			fill(random, values, random.nextInt(300), HOUR.toNanos());
			if (step % 4 == 3) {
				checkInvariants();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "PT1S, 300", "PT1M, 20000", "PT1H, 100", "PT5H, 20000", "P7D, 5000" })
	void anyWindow(Duration window, int events) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		this.service = new EventService(this.clock, window, window.dividedBy(6), Long.MAX_VALUE, Long.MAX_VALUE);
		this.oracle = new NaiveWindow(window.toNanos());
		fill(random, EventValues.SIGNED_NORMAL, events, window.toNanos());
		for (int parts : new int[] { 1, 2, 7, 60, 999 }) {
			assertEveryFigure(window.dividedBy(parts), "seed %d, a %d th of %s".formatted(seed, parts, window));
			assertHistory(window.dividedBy(parts), Duration.ofSeconds(1 + window.dividedBy(parts * 50L).toSeconds()),
					"seed " + seed);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 50, 1_000_000, 3_000_000_000L })
	void crowdedSlotThatAnEdgeCuts(long spread) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		fill(random, EventValues.LOG_NORMAL, EVENTS, Math.max(1, spread));
		this.clock.advance(Duration.ofMinutes(5).toNanos());
		for (int step = 0; step < 8; step++) {
			assertEveryFigure(Duration.ofMinutes(5), "seed %d, step %d".formatted(seed, step));
			this.clock.advance((long) (random.nextDouble() * spread / 8) - spread / 8);
		}
		checkInvariants();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT1S", "PT7S", "PT10S", "PT1M", "PT1M1S", "PT7M", "PT1H" })
	void everyEventIsInOneStepOfTheHistory(Duration step) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		fill(random, EventValues.LOG_NORMAL, EVENTS, HOUR.toNanos());
		fill(random, EventValues.LOG_NORMAL, 10_000, Duration.ofSeconds(1).toNanos());
		assertHistory(HOUR, step, "seed " + seed);
		assertHistory(Duration.ofMinutes(17), step, "seed " + seed);
		for (int i = 0; i < 5; i++) {
			this.clock.advance((long) (random.nextDouble() * Duration.ofSeconds(90).toNanos()));
			fill(random, EventValues.SIGNED_NORMAL, 50, HOUR.toNanos());
			assertHistory(HOUR, step, "seed " + seed);
		}
	}

	@Test
	void emptyHistoryHasItsSteps() {
		History history = this.service.history(Duration.ofMinutes(5), Duration.ofMinutes(1), true);
		assertThat(history.points()).extracting(Snapshot::from)
			.extracting(Instant::toString)
			.containsExactly("2026-11-23T14:25:00Z", "2026-11-23T14:26:00Z", "2026-11-23T14:27:00Z",
					"2026-11-23T14:28:00Z", "2026-11-23T14:29:00Z", "2026-11-23T14:30:00Z");
		assertThat(history.points()).allSatisfy((point) -> {
			assertThat(point.aggregate().summary().count()).isZero();
			assertThat(point.aggregate().quantile(MEDIAN)).isNaN();
		});
		assertThat(history.from()).isEqualTo("2026-11-23T14:25:00.123456789Z");
		assertThat(history.to()).isEqualTo("2026-11-23T14:30:00.123456789Z");
		assertThat(history.step()).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void eventsAheadOfTheClockAreInEveryPartAndInTheLastStep() {
		record(this.clock.nanos() + SKEW.toNanos(), 7);
		record(this.clock.nanos() - 1, 5);
		assertThat(this.service.snapshot(Duration.ofNanos(1), false).aggregate().summary().count()).isEqualTo(2);
		this.clock.advance(1);
		assertThat(this.service.snapshot(Duration.ofNanos(1), false).aggregate().summary().count()).isEqualTo(1);
		List<Snapshot> points = this.service.history(HOUR, Duration.ofMinutes(1), false).points();
		assertThat(points.get(points.size() - 1).aggregate().summary().toStatistics().max()).isEqualTo(7);
	}

	@Test
	void clockThatIsSetBack() {
		Random random = new Random(3);
		fill(random, EventValues.LOG_NORMAL, 5_000, HOUR.toNanos());
		assertEveryFigure(HOUR, "before");
		this.clock.advance(Duration.ofMinutes(4).toNanos());
		assertEveryFigure(HOUR, "ahead");
		this.clock.advance(-Duration.ofMinutes(4).toNanos());
		assertEveryFigure(HOUR, "back");
		assertEveryFigure(Duration.ofMinutes(5), "back");
		assertHistory(HOUR, Duration.ofSeconds(10), "back");
		checkInvariants();
	}

	@Test
	void orderOfArrivalChangesNoBit() {
		Random random = new Random(5);
		EventBatch batch = new EventBatch(1);
		for (int i = 0; i < 3_000; i++) {
			batch.add(this.clock.nanos() - (long) (random.nextDouble() * HOUR.toNanos()),
					Math.scalb(random.nextGaussian(), random.nextInt(200)));
		}
		EventService reversed = new EventService(this.clock, HOUR, SKEW, Long.MAX_VALUE, Long.MAX_VALUE);
		for (int i = batch.size() - 1; i >= 0; i--) {
			EventBatch one = new EventBatch(1);
			one.add(batch.timestampNanos(i), batch.value(i));
			reversed.record(one, null);
			if (i % 100 == 0) {
				reversed.snapshot(HOUR, true);
			}
		}
		this.service.record(batch, null);
		Aggregate left = this.service.snapshot(HOUR, true).aggregate();
		Aggregate right = reversed.snapshot(HOUR, true).aggregate();
		assertThat(left.variance()).isEqualTo(right.variance());
		for (BigDecimal quantile : FigureOracle.QUANTILES) {
			assertThat(left.quantile(Quantile.of(quantile))).isEqualTo(right.quantile(Quantile.of(quantile)));
		}
	}

	@Test
	void partsOutOfRangeAreRefused() {
		for (Duration part : new Duration[] { Duration.ZERO, Duration.ofNanos(-1), HOUR.plusNanos(1) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.service.snapshot(part, false));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.service.history(part, Duration.ofMinutes(1), false));
		}
	}

	@Test
	void figuresOfOneAnswerAreOfOneInstant() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Future<?> writer = threads.submit(() -> {
				for (int i = 0; i < 20_000; i++) {
					EventBatch batch = new EventBatch(2);
					batch.add(this.clock.nanos() - i * 97_003L, 3);
					batch.add(this.clock.nanos() - i * 97_003L - 60_000_000_000L, -3);
					this.service.record(batch, null);
				}
			});
			while (!writer.isDone()) {
				Aggregate all = this.service.snapshot(HOUR, true).aggregate();
				assertThat(all.summary().count() % 2).isZero();
				assertThat(all.summary().sum().toDouble()).isZero();
				if (all.summary().count() > 0) {
					assertThat(all.variance()).isEqualTo(9.0);
					assertThat(all.quantile(MEDIAN)).isZero();
				}
			}
			writer.get();
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.service.snapshot(HOUR, true).aggregate().summary().count()).isEqualTo(40_000);
	}

	private void assertEveryFigure(Duration part, String description) {
		Snapshot snapshot = this.service.snapshot(part, true);
		this.oracle.prune(this.clock.nanos());
		List<Double> values = this.oracle.values(this.clock.nanos() - part.toNanos(), Long.MAX_VALUE);
		assertThat(snapshot.to()).isEqualTo(this.clock.instant());
		assertThat(snapshot.from()).isEqualTo(this.clock.instant().minus(part));
		FigureOracle.assertFigures(snapshot.aggregate(), values, description);
		assertThat(this.service.snapshot(part, false).aggregate().summary().toStatistics())
			.isEqualTo(NaiveWindow.statistics(values));
	}

	private void assertHistory(Duration part, Duration step, String description) {
		History history = this.service.history(part, step, true);
		this.oracle.prune(this.clock.nanos());
		long from = this.clock.nanos() - part.toNanos();
		long start = Math.floorDiv(from, step.toNanos()) * step.toNanos();
		long count = 0;
		for (Snapshot point : history.points()) {
			assertThat(point.from()).isEqualTo(Instant.ofEpochSecond(0, start));
			long end = start + step.toNanos();
			List<Double> values = this.oracle.values(Math.max(start, from),
					(end > this.clock.nanos()) ? Long.MAX_VALUE : end);
			FigureOracle.assertFigures(point.aggregate(), values, description);
			count += values.size();
			start = end;
		}
		assertThat(start).isBetween(this.clock.nanos() + 1, this.clock.nanos() + step.toNanos());
		assertThat(count).isEqualTo(this.service.snapshot(part, false).aggregate().summary().count());
	}

	private void fill(Random random, EventValues values, int count, long nanos) {
		EventBatch batch = new EventBatch(1);
		for (int i = 0; i < count; i++) {
			long timestamp = this.clock.nanos() - (long) (random.nextDouble() * nanos);
			double value = values.next.applyAsDouble(random);
			batch.add(timestamp, value);
			this.oracle.add(timestamp, value);
			if (batch.size() > 500) {
				this.service.record(batch, null);
				batch = new EventBatch(1);
			}
		}
		this.service.record(batch, null);
	}

	private void record(long timestamp, double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, value);
		this.service.record(batch, null);
	}

	@SuppressWarnings("unchecked")
	private void checkInvariants() {
		WindowInvariants.check(((SeriesWindows) field("windows")).unnamed().window(),
				(ArrayDeque<Pane>) field("panes"));
	}

	private Object field(String name) {
		return Objects.requireNonNull(ReflectionTestUtils.getField(this.service, name));
	}

}
