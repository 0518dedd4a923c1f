package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.testing.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Idempotency keys, partial batches and the capacity.
 */
class EventServiceLimitsTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final IdempotencyKey KEY = new IdempotencyKey("a key", 1);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00Z"));

	private final EventService service = new EventService(this.clock, HOUR, Duration.ofMinutes(10), 1000,
			Long.MAX_VALUE);

	@Test
	void retryIsNotCountedTwice() {
		Receipt first = record(3, KEY);
		assertThat(first.replayed()).isFalse();
		assertThat(first.recordedAt()).isEqualTo("2026-11-23T14:30:00Z");
		assertThat(first.latestAccepted()).isEqualTo("2026-11-23T14:40:00Z");
		this.clock.advance(1_000_000_000);
		Receipt retry = record(3, KEY);
		assertThat(retry.replayed()).isTrue();
		assertThat(retry.recordedAt()).isEqualTo(first.recordedAt());
		assertThat(retry.latestAccepted()).isEqualTo(first.latestAccepted());
		assertThat(count()).isEqualTo(3);
	}

	@Test
	void keyForAnotherRequestIsAConflict() {
		this.service.record(batch(3), KEY);
		assertThatExceptionOfType(IdempotencyConflictException.class)
			.isThrownBy(() -> this.service.record(batch(2), new IdempotencyKey("a key", 2)))
			.withMessageContaining("\"a key\"");
		assertThat(count()).isEqualTo(3);
	}

	@Test
	void keyLeavesWithTheWindow() {
		this.service.record(batch(1), KEY);
		this.clock.advance(HOUR.toNanos());
		assertThat(record(1, KEY).replayed()).isTrue();
		this.clock.advance(1);
		assertThat(record(1, KEY).replayed()).isFalse();
	}

	@Test
	void refusedRequestDoesNotUseUpItsKey() {
		EventBatch ahead = batch(1);
		ahead.add(this.clock.nanos() + HOUR.toNanos(), 1);
		assertThatExceptionOfType(TimestampAheadException.class).isThrownBy(() -> this.service.record(ahead, KEY));
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> this.service.record(batch(2000), KEY));
		assertThat(record(1, KEY).replayed()).isFalse();
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void partialBatchLeavesOutWhatIsAhead() {
		EventBatch batch = batch(2);
		batch.add(Instant.parse("9999-01-01T00:00:00Z"), 5);
		batch.add(this.clock.nanos() + Duration.ofMinutes(10).toNanos(), 6);
		batch.add(this.clock.nanos() + Duration.ofMinutes(10).toNanos() + 1, 7);
		batch.allowPartial();
		this.service.record(batch, null);
		assertThat(count()).isEqualTo(3);
		assertThat(this.service.statistics().max()).isEqualTo(6);
	}

	@Test
	void largeBatchOutOfOrderMayHaveAnyTimestamps() {
		EventBatch batch = new EventBatch(1);
		for (int i = 0; i < 500; i++) {
			batch.add(this.clock.nanos() - 7_000_000_000L * i, i);
			batch.add((i % 2 == 0) ? Long.MIN_VALUE : Long.MAX_VALUE, i);
		}
		assertThatExceptionOfType(TimestampAheadException.class).isThrownBy(() -> this.service.record(batch, null));
		assertThat(count()).isZero();
		batch.allowPartial();
		this.service.record(batch, null);
		assertThat(count()).isEqualTo(500);
	}

	@Test
	void fullWindowRefusesUntilEventsLeave() {
		this.service.record(batch(999), null);
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> this.service.record(batch(2), null))
			.withMessageContaining("1000 events");
		this.service.record(batch(1), null);
		assertThat(count()).isEqualTo(1000);
		this.clock.advance(HOUR.toNanos() + 60_000_000_000L);
		this.service.record(batch(1000), null);
		assertThat(count()).isEqualTo(1000);
	}

	@Test
	void memoryIsBoundedByTheBytesThatEventsTake() {
		EventService small = new EventService(this.clock, HOUR, Duration.ZERO, Long.MAX_VALUE, 200_000);
		int acknowledged = 0;
		try {
			for (; acknowledged < 100_000; acknowledged += 100) {
				small.record(batch(100), null);
			}
		}
		catch (WindowFullException ex) {
			assertThat(ex).hasMessageContaining("200000 bytes that event-statistics.max-memory allows");
		}
		assertThat(acknowledged).isBetween(5_000, 16_000);
		assertThat(small.statistics().count()).isEqualTo(acknowledged);
		assertThat(small.meters().bytes()).isLessThan(200_000);
		this.clock.advance(HOUR.toNanos() + 1);
		small.record(batch(100), null);
		assertThat(small.statistics().count()).isEqualTo(100);
	}

	@Test
	void keysTakeMemoryToo() {
		EventService small = new EventService(this.clock, HOUR, Duration.ZERO, Long.MAX_VALUE, 100_000);
		int keys = 0;
		try {
			for (; keys < 10_000; keys++) {
				small.record(new EventBatch(1), new IdempotencyKey("key " + keys, 0));
			}
		}
		catch (WindowFullException ex) {
			assertThat(ex).hasMessageContaining("max-memory");
		}
		assertThat(keys).isBetween(200, 500);
		assertThat(small.meters().bytes()).isBetween(90_000L, 100_000L);
		this.clock.advance(HOUR.toNanos() + 1);
		assertThat(small.record(new EventBatch(1), new IdempotencyKey("key 0", 0)).replayed()).isFalse();
	}

	@Test
	void appliedKeysAreDecidedByTheTimesGivenNotByTheClock() {
		Instant accepted = Instant.parse("2026-11-23T14:29:00Z");
		Instant applied = Instant.parse("2026-11-23T14:29:30Z");
		this.service.apply(batch(1), KEY, Set.of(), accepted, applied);
		this.clock.advance(HOUR.toNanos());
		Receipt repeat = this.service.apply(batch(1), KEY, Set.of(), applied, applied.plus(HOUR));
		assertThat(repeat.replayed()).isTrue();
		assertThat(repeat.recordedAt()).isEqualTo(accepted);
		assertThatExceptionOfType(IdempotencyConflictException.class).isThrownBy(() -> this.service.apply(batch(1),
				new IdempotencyKey("a key", 2), Set.of(), applied, applied.plus(HOUR)));
		assertThat(this.service.admit(batch(1), KEY).receipt().replayed()).isFalse();
		Receipt later = this.service.apply(batch(1), KEY, Set.of(), applied, applied.plus(HOUR).plusNanos(1));
		assertThat(later.replayed()).isFalse();
		assertThat(count()).isEqualTo(2);
	}

	@Test
	void keysExpireWithEveryBatchThatIsApplied() {
		Instant applied = Instant.parse("2026-11-23T14:29:30Z");
		this.service.apply(batch(1), KEY, Set.of(), applied, applied);
		this.service.apply(batch(1), applied.plus(HOUR));
		assertThat(this.service.meters().keys()).isOne();
		this.service.apply(batch(1), applied.plus(HOUR).plusNanos(1));
		assertThat(this.service.meters().keys()).isZero();
	}

	@Test
	void leftOutSeriesAreHeldWithinTheMemory() {
		EventService small = new EventService(this.clock, HOUR, Duration.ZERO, Long.MAX_VALUE, 100_000, 0, 1);
		EventBatch batch = new EventBatch(1);
		for (int i = 0; i < 100; i++) {
			batch.add(now(), 1, "x".repeat(125) + i);
		}
		batch.allowPartial();
		int names = 100 * 128;
		int recorded = 0;
		while (recorded < 10 && isRecorded(small, batch, new IdempotencyKey("key " + recorded, 1))) {
			recorded++;
			assertThat(small.meters().bytes()).isBetween(recorded * (long) names, 100_000L);
		}
		assertThat(recorded).isEqualTo(7);
		this.clock.advance(HOUR.plusNanos(1).toNanos());
		assertThat(isRecorded(small, batch(1), new IdempotencyKey("later", 1))).isTrue();
		assertThat(small.meters().bytes()).isLessThan(names);
	}

	private static boolean isRecorded(EventService service, EventBatch batch, IdempotencyKey key) {
		try {
			return !service.record(batch, key).replayed();
		}
		catch (WindowFullException ex) {
			return false;
		}
	}

	@Test
	void keysThatExpiredLongAgoMakeRoomThoughNothingIsApplied() {
		EventService small = new EventService(this.clock, HOUR, Duration.ZERO, Long.MAX_VALUE, 10_000);
		for (int i = 0; i < 50; i++) {
			small.apply(batch(0), new IdempotencyKey("key " + i, 1), Set.of(), now(), now());
		}
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> small.admit(batch(1), null));
		this.clock.advance(HOUR.plusMinutes(1).toNanos());
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> small.admit(batch(1), null));
		this.clock.advance(1);
		assertThat(small.admit(batch(1), null).receipt().replayed()).isFalse();
	}

	@Test
	void keysOfADayAheadLeaveAnHourAfterTheClockWasSetBack() {
		this.clock.advance(Duration.ofDays(1).toNanos());
		for (int i = 0; i < 20; i++) {
			this.service.record(batch(0), new IdempotencyKey("key " + i, 1));
		}
		this.clock.advance(-Duration.ofDays(1).toNanos());
		assertThat(record(0, new IdempotencyKey("key 3", 1)).replayed()).isTrue();
		this.service.record(batch(1), KEY);
		this.clock.advance(HOUR.toNanos() + 1);
		this.service.record(batch(1), null);
		assertThat(this.service.meters().keys()).isZero();
	}

	@Test
	void applyingRefusesNothing() {
		this.service.apply(batch(5000), this.clock.instant());
		EventBatch ahead = new EventBatch(1);
		ahead.add(this.clock.nanos() + 2 * HOUR.toNanos(), 7);
		this.service.apply(ahead, this.clock.instant());
		assertThat(count()).isEqualTo(5001);
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> this.service.admit(batch(1), null));
	}

	@Test
	void acceptingRecordsNothing() {
		EventBatch batch = batch(3);
		assertThat(this.service.admit(batch, KEY).events()).isSameAs(batch);
		assertThat(this.service.admit(batch, KEY).receipt().replayed()).isFalse();
		assertThat(count()).isZero();
		this.service.record(batch, KEY);
		assertThat(this.service.admit(batch, KEY).receipt().replayed()).isTrue();
	}

	@Test
	void clearForgetsEventsAndKeys() {
		record(3, KEY);
		this.service.clear();
		assertThat(count()).isZero();
		assertThat(record(3, KEY).replayed()).isFalse();
		assertThat(count()).isEqualTo(3);
		assertThat(this.service.retention()).isEqualTo(HOUR.plusMinutes(10));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\u00e9", "tab\t", "\u007f" })
	void keyMustBePrintable(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey(text, 0))
			.withMessage("Idempotency-Key must be 1 to 255 printable ASCII characters");
	}

	@Test
	void keyMustNotBeLonger() {
		assertThat(new IdempotencyKey("k".repeat(255), 0).text()).hasSize(255);
		assertThatIllegalArgumentException().isThrownBy(() -> new IdempotencyKey("k".repeat(256), 0));
	}

	private Receipt record(int size, IdempotencyKey key) {
		return this.service.record(batch(size), key);
	}

	private Instant now() {
		return Instant.EPOCH.plusNanos(this.clock.nanos());
	}

	private long count() {
		return this.service.statistics().count();
	}

	private EventBatch batch(int size) {
		EventBatch batch = new EventBatch(size);
		for (int i = 0; i < size; i++) {
			batch.add(this.clock.nanos(), i % 5);
		}
		return batch;
	}

}
