package io.eventstatistics.ledger.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisClockTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);

	private final AtomicLong nanos = new AtomicLong(-5);

	private final RedisClock clock = new RedisClock(this.wall::get, this.nanos::get);

	@Test
	void isThisMachinesUntilTheFirstReading() {
		assertThat(this.clock.instant()).isEqualTo(this.clock.local()).isEqualTo(NOON);
	}

	@Test
	void movesNoFurtherThanAReadingDemands() {
		read(Duration.ofSeconds(60), Duration.ofMillis(4));
		assertCorrection(Duration.ofSeconds(60).minusMillis(2));
		read(Duration.ofSeconds(60), Duration.ofMillis(2));
		assertCorrection(Duration.ofSeconds(60).minusMillis(1));
		read(Duration.ofSeconds(59), Duration.ofMillis(2));
		assertCorrection(Duration.ofSeconds(59).plusMillis(1).plusNanos(1000));
	}

	@Test
	void staysWhereReadingsAreOnlyNoisy() {
		read(Duration.ofSeconds(-60), Duration.ofMillis(2));
		Instant before = this.clock.instant();
		for (int i = 0; i < 100; i++) {
			read(Duration.ofSeconds(-60).plusMillis(i), Duration.ofMillis(2 + 2 * i));
			read(Duration.ofSeconds(-60).minusMillis(i), Duration.ofMillis(4 + 2 * i));
		}
		assertThat(this.clock.instant()).isEqualTo(before);
	}

	@Test
	void aStepOfTheWallClockChangesNothing() {
		read(Duration.ofSeconds(60), Duration.ZERO);
		this.wall.set(NOON.plus(Duration.ofHours(2)));
		this.nanos.addAndGet(1_500_000_000);
		assertThat(this.clock.instant()).isEqualTo(NOON.plusSeconds(60).plusMillis(1500));
		this.wall.set(NOON.minus(Duration.ofDays(400)));
		assertThat(this.clock.instant()).isEqualTo(NOON.plusSeconds(60).plusMillis(1500));
	}

	/** Half of the round trip before the reading, half of it after. */
	private void read(Duration ahead, Duration roundTrip) {
		Duration half = roundTrip.dividedBy(2);
		this.clock.correct(NOON.minus(half), NOON.plus(ahead), NOON.plus(half));
	}

	private void assertCorrection(Duration expected) {
		assertThat(this.clock.instant()).isEqualTo(NOON.plus(expected));
	}

}
