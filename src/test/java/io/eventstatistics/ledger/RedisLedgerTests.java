package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.TimestampAheadException;
import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Replicas that share a Redis which is killed, paused, flushed and disconnected.
 */
class RedisLedgerTests extends RedisReplicas {

	@Test
	void replicasAnswerTheSameToTheBit() {
		Replica one = replica();
		Replica other = replica();
		Random random = new Random();
		for (int i = 0; i < 200; i++) {
			(random.nextBoolean() ? one : other).record(random.nextGaussian() * Math.pow(10, random.nextInt(300)),
					null);
		}
		one.awaitCount(200);
		other.awaitCount(200);
		assertThat(one.statistics()).isEqualTo(other.statistics());
		assertThat(one.ledger.entriesApplied()).isEqualTo(other.ledger.entriesApplied()).isBetween(1L, 200L);
		assertThat(one.ledger.lagMillis()).isBetween(-5L, 5000L);
		assertThat(one.ledger.isRunning()).isTrue();
	}

	@Test
	void wrongClocksDoNotShow() {
		Replica late = opened(new Replica(this.redis.port(), Duration.ofMinutes(-50), HOUR, 100)).caughtUp();
		Replica early = opened(new Replica(this.redis.port(), Duration.ofMinutes(50), HOUR, 100)).caughtUp();
		late.ledger.record(at(Instant.now().plusSeconds(590)), null);
		late.ledger.record(at(Instant.now().minusSeconds(3590)), null);
		early.ledger.record(at(Instant.now().minusSeconds(3590)), null);
		early.ledger.record(at(Instant.now().minusSeconds(3610)), null);
		late.awaitCount(3);
		early.awaitCount(3);
		assertThat(late.statistics()).isEqualTo(early.statistics());
		assertThatExceptionOfType(TimestampAheadException.class)
			.isThrownBy(() -> early.ledger.record(at(Instant.now().plusSeconds(610)), null));
	}

	@Test
	void keyOfOneReplicaIsKnownToTheOthersAndAfterARestart() {
		Replica one = replica();
		Receipt first = one.record(1, KEY);
		Replica other = replica();
		assertThat(other.count()).isOne();
		Receipt repeat = other.record(1, KEY);
		assertThat(repeat.replayed()).isTrue();
		assertThat(repeat.recordedAt()).isEqualTo(first.recordedAt());
		assertThatExceptionOfType(IdempotencyConflictException.class)
			.isThrownBy(() -> other.record(1, new IdempotencyKey("a key", 2)));
		assertThat(other.count()).isOne();
	}

	@Test
	void sameKeyOnTwoReplicasAtOnceCountsOnce() throws Exception {
		Replica one = replica();
		Replica other = replica();
		assertThat(one.recordTwice(other, 100)).isEqualTo(50);
	}

	@Test
	void entriesThatCannotBeReadArePassedOver(CapturedOutput output) {
		Replica replica = replica();
		this.redis.ask((redis) -> redis.xadd("test", Map.of("another", "field", "and", "one more")));
		this.redis.ask((redis) -> redis.xadd("test", Map.of("e", "rubbish")));
		replica.record(1, null);
		assertThat(replica().count()).isOne();
		assertThat(replica.count()).isOne();
		assertThat(replica.ledger.entriesSkipped()).isEqualTo(2);
		assertThat(output.getAll().lines().filter((line) -> line.contains("Ignored entry"))).hasSize(2);
	}

	@Test
	void entryThatIsNotSeenInTheLogIsGivenUp() {
		Replica replica = replica();
		Appender appender = new Appender(1, 0, replica.log, InstantSource.system(), new Refusal("appending"));
		Thread thread = new Thread(appender);
		thread.start();
		EventBatch batch = at(Instant.now());
		PendingAppend request = new PendingAppend(Replica.receipt(), batch, null);
		appender.add(request);
		replica.awaitCount(1);
		Thread tail = new Thread(() -> {
			while (!request.isDecided()) {
				appender.giveUpOld();
			}
		});
		tail.start();
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(request::await)
			.withMessageContaining("does not answer in time");
		assertThat(appender.take(1)).isEmpty();
		thread.interrupt();
	}

}
