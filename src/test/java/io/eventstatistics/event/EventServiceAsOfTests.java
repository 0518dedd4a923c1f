package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.Aggregate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Questions at an instant that the caller chooses, up to five seconds ago.
 */
class EventServiceAsOfTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration MARGIN = Duration.ofSeconds(5);

	private final long seed = new Random().nextLong();

	private final Random random = new Random(this.seed);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00.123456789Z"));

	private final EventService service = new EventService(this.clock, HOUR.plus(MARGIN), Duration.ofMinutes(10),
			Long.MAX_VALUE, Long.MAX_VALUE);

	@Test
	void theEdgeIsThatOfTheInstant() {
		long now = this.clock.nanos();
		record(now - HOUR.toNanos() - 1, 1);
		record(now - HOUR.toNanos(), 2);
		record(now, 4);
		assertThat(sum(0)).isEqualTo(6);
		assertThat(sum(1)).isEqualTo(7);
		this.clock.advance(MARGIN.toNanos());
		this.service.statistics();
		assertThat(sum(MARGIN.toNanos())).isEqualTo(6);
		assertThat(sum(MARGIN.toNanos() - 1)).isEqualTo(4);
	}

	@Test
	void eventsAheadOfTheInstantCountAsAtAnyTime() {
		record(this.clock.nanos() + 1, 8);
		assertThat(sum(0)).isEqualTo(8);
		assertThat(sum(MARGIN.toNanos())).isEqualTo(8);
	}

	@Test
	void anInstantWhoseEventsMayHaveExpiredIsRefused() {
		record(this.clock.nanos(), 1);
		assertThat(sum(MARGIN.toNanos())).isEqualTo(1);
		assertThatIllegalArgumentException().isThrownBy(() -> sum(MARGIN.toNanos() + 1))
			.withMessage("the part begins 1 ns before the window");
		assertThat(asOf(MARGIN.toNanos() + 1, HOUR.minusNanos(1), 0)).hasSize(1);
	}

	@Test
	void eventsThatExpiredBeforeTheClockMovedBackAreMissed() {
		this.clock.advance(1000);
		this.service.statistics();
		this.clock.advance(-1000);
		assertThatIllegalArgumentException().isThrownBy(() -> sum(MARGIN.toNanos()))
			.withMessage("the part begins 1000 ns before the window");
		assertThat(sum(MARGIN.toNanos() - 1000)).isZero();
	}

	@RepeatedTest(10)
	void theAnswerIsThatOfTheInstant() {
		NaiveWindow oracle = new NaiveWindow(Long.MAX_VALUE / 4);
		for (int i = 0; i < 3000; i++) {
			if (i % 10 == 0) {
				this.clock.advance(this.random.nextInt(2_000_000_000));
			}
			long timestamp = this.clock.nanos() + 1_000_000_000 - (long) (this.random.nextDouble() * HOUR.toNanos());
			double value = this.random.nextInt(1000) / 8.0;
			record(timestamp, value);
			oracle.add(timestamp, value);
		}
		for (int i = 0; i < 5; i++) {
			long ago = (long) (this.random.nextDouble() * MARGIN.toNanos());
			long edge = this.clock.nanos() - ago - HOUR.toNanos();
			FigureOracle.assertFigures(asOf(ago, HOUR, 0).get(0), oracle.values(edge, Long.MAX_VALUE),
					"%d ns ago, seed %d".formatted(ago, this.seed));
		}
	}

	@Test
	void seriesAreByNameUpToALimit() {
		EventBatch batch = new EventBatch(4);
		for (String name : List.of("c", "a", "b")) {
			batch.add(this.clock.nanos(), 1, name);
		}
		batch.add(this.clock.nanos(), 1);
		this.service.record(batch, null);
		List<GroupHistory> groups = this.service.asOf(this.clock.instant(), SeriesSelector.all(), HOUR, Duration.ZERO,
				false, 3);
		assertThat(groups).extracting(GroupHistory::series).containsExactly(null, "a", "b");
		assertThat(groups.get(1).history().points()).hasSize(1);
		assertThat(this.service.asOf(this.clock.instant(), SeriesSelector.of(Set.of(), Set.of(), false), HOUR,
				Duration.ZERO, false, 3))
			.isEmpty();
	}

	private void record(long timestamp, double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, value);
		this.service.record(batch, null);
	}

	private double sum(long agoNanos) {
		return asOf(agoNanos, HOUR, 0).get(0).summary().sum().toDouble();
	}

	private List<Aggregate> asOf(long agoNanos, Duration part, int limit) {
		return this.service
			.asOf(this.clock.instant().minusNanos(agoNanos), SeriesSelector.all(), part, Duration.ZERO, true, limit)
			.stream()
			.map((group) -> group.history().points().get(0).aggregate())
			.toList();
	}

}
