package io.eventstatistics.ledger;

import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.testing.CuttingProxy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Replicas whose Redis is killed, paused and disconnected, and which are stopped.
 */
class RedisOutageTests extends RedisReplicas {

	@Test
	void keyInFlightIsRefusedMeanwhile() throws Exception {
		Replica replica = replica();
		replica.record(0, null);
		BlockingQueue<Object> answers = new ArrayBlockingQueue<>(2);
		this.redis.pause();
		for (int i = 0; i < 2; i++) {
			new Thread(() -> answers.add(answer(replica))).start();
		}
		assertThat(answers.take()).isInstanceOfSatisfying(IdempotencyInFlightException.class,
				(ex) -> assertThat(ex).hasMessageContaining("\"a key\""));
		this.redis.resume();
		assertThat(answers.take()).isInstanceOfSatisfying(Receipt.class,
				(receipt) -> assertThat(receipt.replayed()).isFalse());
		assertThat(replica.record(1, KEY).replayed()).isTrue();
		assertThat(replica.count()).isEqualTo(2);
	}

	@Test
	void deadRedisRefusesAndAnswersFromMemory() {
		Replica replica = replica();
		replica.record(1, KEY);
		this.redis.kill();
		Replica.await(() -> !replica.ledger.isFollowing());
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, null))
			.withMessageContaining("unreachable");
		assertThat(replica.count()).isOne();
		this.redis.restart();
		replica.awaitFollowing();
		replica.record(2, null);
		assertThat(replica.record(1, KEY).replayed()).isTrue();
		assertThat(replica.count()).isEqualTo(2);
		assertThat(replica.ledger.rebuilds()).isZero();
		assertThat(replica.readiness).isEmpty();
	}

	@Test
	void redisThatHangsRefusesAndARetryCountsOnce() {
		Replica replica = replica();
		this.redis.pause();
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, KEY));
		this.redis.resume();
		replica.awaitFollowing();
		replica.record(1, KEY);
		replica.record(2, null);
		assertThat(replica.count()).isEqualTo(2);
	}

	@Test
	void startsWithoutRedisAndCatchesUpOnceItIsThere(CapturedOutput output) {
		replica().record(1, null);
		this.redis.kill();
		Replica replica = opened(new Replica(this.redis.port()));
		Replica.await(() -> output.getAll().contains("unreachable"));
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, null));
		this.redis.restart();
		assertThat(replica.caughtUp().count()).isOne();
	}

	@Test
	void stopsAndStartsAgain() {
		Replica replica = replica();
		Replica other = replica();
		replica.record(1, KEY);
		replica.ledger.start();
		replica.ledger.stop();
		assertThat(replica.ledger.isRunning()).isFalse();
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, null));
		other.record(2, null);
		replica.ledger.start();
		replica.awaitFollowing();
		assertThat(replica.ledger.isRunning()).isTrue();
		assertThat(replica.record(1, KEY).replayed()).isTrue();
		replica.record(3, null);
		assertThat(replica.count()).isEqualTo(3);
		assertThat(replica.ledger.rebuilds()).isZero();
	}

	@Test
	void whatWaitsAtTheStopIsGivenUp() throws Exception {
		Replica replica = replica();
		replica.record(0, null);
		this.redis.pause();
		BlockingQueue<Object> answers = new ArrayBlockingQueue<>(1);
		new Thread(() -> answers.add(answer(replica))).start();
		TimeUnit.MILLISECONDS.sleep(100);
		replica.ledger.stop();
		this.redis.resume();
		assertThat(answers.take()).isInstanceOfSatisfying(RecorderUnavailableException.class,
				(ex) -> assertThat(ex).hasMessageContaining("with an idempotency key"));
	}

	@Test
	void connectionsCutInMidAppendCountEveryKeyOnce() throws Exception {
		CuttingProxy proxy = opened(new CuttingProxy(this.redis.port()));
		Replica replica = opened(new Replica(proxy.port())).caughtUp();
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		int refused = 0;
		int replayed = 0;
		for (int i = 0; i < 60; i++) {
			if (random.nextBoolean()) {
				proxy.cutAfterBytesToLog(random.nextInt(1, 250));
			}
			else {
				proxy.cutAfterBytesFromLog(random.nextInt(1, 250));
			}
			IdempotencyKey key = new IdempotencyKey("key " + i, i);
			Receipt recorded = null;
			while (recorded == null) {
				try {
					recorded = replica.record(i, key);
					replayed += recorded.replayed() ? 1 : 0;
				}
				catch (RecorderUnavailableException ex) {
					refused++;
					TimeUnit.MILLISECONDS.sleep(5);
				}
			}
		}
		assertThat(replica.count()).as("seed %d", seed).isEqualTo(60);
		assertThat(replica().statistics()).isEqualTo(replica.statistics());
		assertThat(refused).isPositive();
		assertThat(replayed).isBetween(0, refused);
	}

	@Test
	void retryAfterALostAnswerIsReplayed() throws Exception {
		Replica witness = replica();
		CuttingProxy proxy = opened(new CuttingProxy(this.redis.port()));
		Replica replica = opened(new Replica(proxy.port())).caughtUp();
		proxy.loseAnswersFrom("XADD");
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, KEY));
		witness.awaitCount(1);
		proxy.loseNoMore();
		replica.awaitCount(1);
		replica.awaitFollowing();
		assertThat(replica.record(1, KEY).replayed()).isTrue();
		assertThat(replica.record(2, null).replayed()).isFalse();
		witness.awaitCount(2);
		assertThat(replica.count()).isEqualTo(2);
	}

	@Test
	void redisThatTakesNoWritesRefuses() {
		Replica replica = replica();
		replica.record(1, null);
		this.redis.ask((redis) -> redis.configSet("min-replicas-to-write", "1"));
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, null));
		this.redis.ask((redis) -> redis.configSet("min-replicas-to-write", "0"));
		replica.record(3, null);
		assertThat(replica.count()).isEqualTo(2);
	}

	private static Object answer(Replica replica) {
		try {
			return replica.record(1, KEY);
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

}
