package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.NaiveWindow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventServiceMetersTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private final MutableClock clock = new MutableClock(NOON);

	private final EventService service = new EventService(this.clock, Duration.ofHours(1), Duration.ofMinutes(10),
			100_000, Long.MAX_VALUE);

	@Test
	void emptyWindowHoldsNothing() {
		Meters meters = this.service.meters();
		assertThat(meters.counted()).isZero();
		assertThat(meters.held()).isZero();
		assertThat(meters.expired()).isZero();
		assertThat(meters.bytes()).isLessThan(1024);
		assertThat(meters.capacity()).isEqualTo(100_000);
		assertThat(meters.oldest()).isNull();
		assertThat(meters.newest()).isNull();
		assertThat(meters.batches()).containsOnly(0L);
	}

	@Test
	void countsWhatCountsAndHoldsItUntilItHasLeft() {
		record(null, NOON, NOON.minusSeconds(60), NOON.minusSeconds(3601));
		Meters meters = this.service.meters();
		assertThat(meters.counted()).isEqualTo(2);
		assertThat(meters.received()).isEqualTo(3);
		assertThat(meters.held()).isEqualTo(2);
		assertThat(meters.bytes()).isLessThan(2048);
		assertThat(meters.oldest()).isEqualTo(NOON.minusSeconds(60));
		assertThat(meters.newest()).isEqualTo(NOON);
		assertThat(meters.batches().get(2)).as("one of 2 or 3").isOne();
		at(3602);
		meters = this.service.meters();
		assertThat(meters.held()).isZero();
		assertThat(meters.expired()).isEqualTo(2);
		assertThat(meters.newest()).isNull();
	}

	@Test
	void newestIsThatOfTheEventsHeld() {
		record(null, NOON.plusSeconds(600));
		at(7200);
		record(null, NOON.plusSeconds(7100));
		at(14_000);
		this.service.meters();
		at(4000);
		record(null, NOON.plusSeconds(3900));
		assertThat(this.service.meters().newest()).as("after the clock was set back").isEqualTo(NOON.plusSeconds(3900));
	}

	@Test
	void whatIsRefusedOrRepeatedIsNotCounted() {
		IdempotencyKey key = new IdempotencyKey("a", 1);
		record(key, NOON, NOON);
		record(key, NOON, NOON);
		assertThatExceptionOfType(TimestampAheadException.class).isThrownBy(() -> record(null, NOON.plusSeconds(601)));
		Meters meters = this.service.meters();
		assertThat(meters.counted()).isEqualTo(2);
		assertThat(meters.replayed()).isEqualTo(2);
		assertThat(meters.received()).isEqualTo(2);
		assertThat(meters.keys()).isOne();
	}

	@Test
	void ofAPartialBatchTheEventsAheadAreNotCounted() {
		EventBatch batch = batch(NOON.plusSeconds(601), NOON.minusSeconds(1));
		batch.allowPartial();
		this.service.record(batch, null);
		assertThat(this.service.meters().counted()).isOne();
		assertThat(this.service.meters().newest()).isEqualTo(NOON.minusSeconds(1));
	}

	/** Recorded = held + expired, whatever comes in whatever order. */
	@Test
	void nothingIsLost() {
		Random random = new Random(42);
		NaiveWindow naive = new NaiveWindow(Duration.ofHours(1).toNanos());
		long counted = 0;
		for (int step = 0; step < 2000; step++) {
			this.clock.advance(random.nextInt(20_000) * 1_000_000L);
			List<Instant> timestamps = new ArrayList<>();
			for (int i = random.nextInt(300); i >= 0; i--) {
				timestamps.add(this.clock.instant().plusMillis(random.nextInt(4_700_000) - 4_100_000));
			}
			Instant edge = this.clock.instant().minusSeconds(3600);
			counted += timestamps.stream().filter((timestamp) -> !timestamp.isBefore(edge)).count();
			timestamps.forEach((timestamp) -> naive.add(nanos(timestamp), 1));
			record(null, timestamps.toArray(Instant[]::new));
			Meters meters = this.service.meters();
			long live = naive.statistics(this.clock.nanos()).count();
			assertThat(meters.counted()).isEqualTo(counted);
			assertThat(meters.held() + meters.expired()).isEqualTo(counted);
			assertThat(meters.held()).isEqualTo(live);
			assertThat(meters.oldest()).isBetween(edge, edge.plusSeconds(3600));
		}
	}

	@Test
	void holdsAreSampledAndWaitsAreMeasured() throws Exception {
		for (int i = 0; i < 640; i++) {
			this.service.statistics();
		}
		assertThat(this.service.meters().holds()).isEqualTo(10);
		assertThat(this.service.meters().holdNanos()).isPositive();
		assertThat(this.service.meters().waits()).isZero();
		CountDownLatch busy = new CountDownLatch(1);
		Thread reader = new Thread(() -> {
			busy.countDown();
			while (!Thread.currentThread().isInterrupted()) {
				this.service.statistics();
			}
		});
		reader.start();
		busy.await();
		long end = System.nanoTime() + 30_000_000_000L;
		while (this.service.meters().waits() == 0 && System.nanoTime() < end) {
			this.service.statistics();
		}
		reader.interrupt();
		reader.join();
		assertThat(this.service.meters().waits()).isPositive();
		assertThat(this.service.meters().waitNanos()).isPositive();
	}

	private void at(long secondsAfterNoon) {
		this.clock.set(nanos(NOON.plusSeconds(secondsAfterNoon)));
	}

	private static long nanos(Instant time) {
		return time.getEpochSecond() * 1_000_000_000 + time.getNano();
	}

	private void record(@Nullable IdempotencyKey key, Instant... timestamps) {
		this.service.record(batch(timestamps), key);
	}

	private static EventBatch batch(Instant... timestamps) {
		EventBatch batch = new EventBatch(1);
		for (Instant timestamp : timestamps) {
			batch.add(timestamp, 1);
		}
		return batch;
	}

}
