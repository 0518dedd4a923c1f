package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;

import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.ReachableBytes;
import io.eventstatistics.testing.Traffic;
import io.eventstatistics.window.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The limit of memory, for every kind of traffic.
 */
class EventServiceMemoryTests {

	private static final long HOUR = 3_600_000_000_000L;

	private static final long LIMIT = 3_000_000;

	/**
	 * Memory besides events: the indexes of eight edges in slots of 4,096 events, working
	 * memory for one slot, spare columns.
	 */
	private static final long MARGIN = 9 * 4096 * 24 + LIMIT / 50;

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00Z"));

	private final EventService service = new EventService(this.clock, Duration.ofHours(1), Duration.ofHours(1),
			Long.MAX_VALUE, LIMIT);

	private long events;

	@ParameterizedTest
	@ValueSource(longs = { 1, 60, 3600, 86_400, 604_800 })
	void emptyServiceTakesAKilobyte(long seconds) {
		EventService empty = new EventService(this.clock, Duration.ofSeconds(seconds), Duration.ofMinutes(10),
				Long.MAX_VALUE, LIMIT);
		assertThat(empty.meters().bytes()).isLessThanOrEqualTo(512);
		assertThat(ReachableBytes.of(empty, this.clock)).as("with lock, meters and tally").isLessThanOrEqualTo(1088);
	}

	@ParameterizedTest
	@EnumSource
	void limitHoldsAndRefusedBatchesChangeNothing(Traffic traffic) {
		int refused = 0;
		while (refused < 20) {
			int size = 1 + this.random.nextInt(this.random.nextInt(10) == 0 ? 10_000 : 2000);
			IdempotencyKey key = this.random.nextBoolean() ? null
					: new IdempotencyKey("a key of some length, " + this.events, 1);
			if (!isTaken(batch(traffic, size), key)) {
				refused++;
			}
			if (this.random.nextInt(4) == 0) {
				this.service.snapshot(Duration.ofNanos(1 + this.random.nextLong(HOUR)), false);
			}
			if (this.random.nextInt(32) == 0) {
				this.service.snapshot(Duration.ofHours(1), true);
			}
			assertThat(this.service.meters().bytes()).as("%s, seed %d", traffic, this.seed)
				.isLessThanOrEqualTo(LIMIT + MARGIN);
		}
		this.clock.advance(2 * HOUR + 1);
		assertThat(isTaken(batch(traffic, 2000), null)).as("%s after expiry, seed %d", traffic, this.seed).isTrue();
	}

	@Test
	void bytesAreThoseHeldWithKeysToo() {
		while (isTaken(batch(Traffic.RANDOM_OVER_THE_HOUR, 100), new IdempotencyKey("key " + this.events, 1))) {
			this.service.statistics();
		}
		long held = ReachableBytes.of(this.service, this.clock);
		assertThat((double) this.service.meters().bytes()).as("seed %d", this.seed)
			.isCloseTo(held, within(1024 + 0.02 * held));
	}

	private boolean isTaken(EventBatch batch, @Nullable IdempotencyKey key) {
		Statistics before = this.service.statistics();
		int keys = this.service.meters().keys();
		try {
			Receipt receipt = this.service.record(batch, key);
			assertThat(this.service.statistics().count()).isEqualTo(before.count() + batch.size() - receipt.expired());
			return true;
		}
		catch (WindowFullException ex) {
			assertThat(this.service.statistics()).as("seed %d", this.seed).isEqualTo(before);
			assertThat(this.service.meters().keys()).isEqualTo(keys);
			return false;
		}
	}

	private EventBatch batch(Traffic traffic, int size) {
		long now = this.clock.nanos();
		long step = Math.min(traffic.stepNanos(), 10_000);
		EventBatch batch = new EventBatch(size);
		for (int i = 0; i < size; i++) {
			batch.add(traffic.timestamp(this.events++, now - (size - 1 - i) * step, this.random),
					this.random.nextDouble());
		}
		this.clock.advance(size * step);
		return batch;
	}

}
