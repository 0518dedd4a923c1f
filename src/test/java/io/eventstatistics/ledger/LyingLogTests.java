package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.testing.RedisProcess;
import io.eventstatistics.window.Statistics;
import io.lettuce.core.XAddArgs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries with a valid checksum that no service should have written.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LyingLogTests {

	private final RedisProcess redis = new RedisProcess("no");

	private final Replica replica = new Replica(this.redis.port()).caughtUp();

	@AfterEach
	void stop() {
		this.replica.close();
		this.redis.close();
	}

	@Test
	void eventsThatTheServiceWouldNotAcceptAreIgnored(CapturedOutput output) {
		Instant now = Instant.now();
		EventBatch lies = new EventBatch(1);
		for (long timestamp : new long[] { Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L << 62, -1, 0, 1L << 62,
				Long.MAX_VALUE - 1, Long.MAX_VALUE }) {
			lies.add(timestamp, 1);
			lies.add(now, 10);
		}
		lies.add(now.plus(Duration.ofMinutes(12)), 1);
		lies.add(now.minus(Duration.ofMinutes(62)), 1);
		for (double value : new double[] { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY }) {
			lies.add(now, value);
		}
		append(now, lies, null);
		append(now, lies, new IdempotencyKey("a key", 1));
		this.replica.awaitCount(16);
		assertThat(this.replica.statistics()).isEqualTo(new Statistics(16, 10, 10, 10));
		assertThat(this.replica.ledger.eventsIgnored()).isEqualTo(26);
		assertThat(output.getAll().lines().filter((line) -> line.contains("Ignored 13 events"))).hasSize(1);
		assertGoesOn(17);
	}

	@ParameterizedTest
	@ValueSource(longs = { -9_000_000_000_000_000_000L, -1L << 62, 0, 1L << 62, Long.MAX_VALUE })
	void entryOfAnImpossibleTimeDoesNoHarm(long nanos) {
		Instant time = Instant.EPOCH.plusNanos(nanos);
		EventBatch events = new EventBatch(1);
		events.add(Instant.now(), 1);
		events.add(nanos, 1);
		append(time, events, new IdempotencyKey("a key", 1));
		this.replica.record(2, new IdempotencyKey("another", 1));
		Receipt repeat = this.replica.record(2, new IdempotencyKey("another", 1));
		assertThat(repeat.replayed()).isTrue();
		assertThat(this.replica.ledger.entriesSkipped()).isZero();
		assertGoesOn(this.replica.count() + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775807-1", "9223372036854775808-0", "18446744073709551615-1" })
	void idOfAnImpossibleTimeDoesNoHarm(String id) {
		this.replica.record(1, null);
		this.redis.ask((redis) -> redis.xadd("test", new XAddArgs().id(id), Map.of("e", "rubbish")));
		Replica.await(() -> this.replica.ledger.entriesSkipped() == 1);
		assertThat(this.replica.record(1, new IdempotencyKey("a key", 1)).replayed()).isFalse();
		assertThat(this.replica.record(1, new IdempotencyKey("a key", 1)).replayed()).isTrue();
		assertThat(this.replica.ledger.rebuilds()).isZero();
		assertGoesOn(3);
	}

	@Test
	void whatIsLongPastIsAcknowledgedAndNotAppended() {
		EventBatch past = new EventBatch(1);
		past.add(Instant.now().minus(Duration.ofMinutes(62)), 1);
		past.add(Instant.MIN, 2);
		this.replica.ledger.record(past, null);
		assertThat(length()).isZero();
		past.add(Instant.now(), 3);
		this.replica.ledger.record(past, null);
		this.replica.ledger.record(past, new IdempotencyKey("a key", 1));
		assertThat(this.replica.ledger.record(past, new IdempotencyKey("a key", 1)).replayed()).isTrue();
		assertThat(this.replica.ledger.eventsIgnored()).isZero();
		assertThat(length()).isEqualTo(2);
		assertGoesOn(3);
	}

	private long length() {
		return this.redis.ask((redis) -> redis.xlen("test"));
	}

	/** And a replica that starts holds the same. */
	private void assertGoesOn(long count) {
		this.replica.record(10, null);
		assertThat(this.replica.count()).isEqualTo(count);
		try (Replica other = new Replica(this.redis.port()).caughtUp()) {
			assertThat(other.statistics()).isEqualTo(this.replica.statistics());
		}
	}

	private void append(Instant time, EventBatch events, @Nullable IdempotencyKey key) {
		try (LogAppender log = this.replica.log.openAppender(0)) {
			log.append(new EntryEncoder(1).encode(1, time, List.of(new PendingAppend(Replica.receipt(), events, key))),
					time);
		}
	}

}
