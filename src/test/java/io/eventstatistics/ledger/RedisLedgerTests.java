package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.IdempotencyConflictException;
import io.eventstatistics.event.IdempotencyInFlightException;
import io.eventstatistics.event.IdempotencyKey;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.TimestampAheadException;
import io.eventstatistics.testing.CuttingProxy;
import io.eventstatistics.testing.RedisProcess;
import io.eventstatistics.window.Statistics;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Replicas that share a Redis which is killed, held up, flushed and cut off.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class RedisLedgerTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final IdempotencyKey KEY = new IdempotencyKey("a key", 1);

	private final List<AutoCloseable> open = new ArrayList<>();

	private final RedisProcess redis = opened(new RedisProcess("always"));

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

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
		int conflicts = 0;
		for (int i = 0; i < 100; i++) {
			IdempotencyKey key = new IdempotencyKey("key " + i, 1);
			IdempotencyKey alike = (i % 2 == 0) ? key : new IdempotencyKey("key " + i, 2);
			CompletableFuture<Receipt> there = CompletableFuture.supplyAsync(() -> other.record(1, alike));
			try {
				Receipt here = one.record(1, key);
				assertThat(here.replayed()).isNotEqualTo(there.get().replayed());
				assertThat(here.recordedAt()).isEqualTo(there.get().recordedAt());
			}
			catch (IdempotencyConflictException ex) {
				there.get();
				conflicts++;
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasCauseInstanceOf(IdempotencyConflictException.class);
				conflicts++;
			}
		}
		one.awaitCount(100);
		other.awaitCount(100);
		assertThat(conflicts).isEqualTo(50);
	}

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
	void deadRedisRefusesAtOnceAndAnswersFromMemory() {
		Replica replica = replica();
		replica.record(1, KEY);
		this.redis.kill();
		Replica.await(() -> !replica.ledger.isFollowing());
		long start = System.nanoTime();
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, null))
			.withMessageContaining("out of reach");
		assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
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
		Replica.await(() -> output.getAll().contains("out of reach"));
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, null));
		this.redis.restart();
		assertThat(replica.caughtUp().count()).isOne();
	}

	@Test
	void flushedLogIsRebuiltUnderALivingConnection() {
		Replica replica = replica();
		Replica other = replica();
		replica.record(1, KEY);
		other.awaitCount(1);
		awaitChecks();
		this.redis.ask(RedisCommands::flushall);
		other.record(2, null);
		Replica.await(() -> replica.statistics().equals(new Statistics(1, 2, 2, 2)));
		other.awaitCount(1);
		assertThat(replica.statistics().max()).isEqualTo(2);
		assertThat(replica.ledger.rebuilds()).isOne();
		Replica.await(() -> replica.readiness
			.equals(List.of(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC)));
		assertThat(replica.record(1, KEY).replayed()).isFalse();
	}

	@Test
	void logThatLostItsLastEntriesIsRebuiltThoughItHasNewerOnes() {
		Replica replica = replica();
		replica.record(1, null);
		replica.record(2, null);
		String lost = this.redis.ask((redis) -> redis.xrevrange("test", Range.unbounded())).get(0).getId();
		this.redis.kill();
		Replica.await(() -> !replica.ledger.isFollowing());
		this.redis.restart();
		this.redis.ask((redis) -> redis.xdel("test", lost));
		replica().record(4, null);
		replica.awaitCount(2);
		Replica.await(() -> replica.statistics().max() == 4);
		assertThat(replica.ledger.rebuilds()).isOne();
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
	void trimmingRemovesWhatIsOverAndNothingThatLives() {
		long over = System.currentTimeMillis() - HOUR.plusMinutes(10).plusMinutes(2).toMillis();
		this.redis.ask((redis) -> {
			for (int i = 0; i < 1000; i++) {
				redis.xadd("test", new XAddArgs().id(over + "-" + (i + 1)), Map.of("e", "old"));
			}
			return null;
		});
		Replica replica = replica();
		for (int i = 0; i < 150; i++) {
			replica.ledger.record(at(Instant.now().minusSeconds(3500).plusSeconds(25L * i)), null);
		}
		Replica.await(() -> this.redis.ask((redis) -> redis.xlen("test")) < 150 + 100);
		long left = this.redis.ask((redis) -> redis.xlen("test"));
		assertThat(left).isGreaterThanOrEqualTo(150);
		assertThat(replica().count()).isEqualTo(150);
		assertThat(replica.count()).isEqualTo(150);
		assertThat(replica.ledger.rebuilds()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "XDEL", "XTRIM", "DEL" })
	void entriesRemovedByHandAreMissed(String command) {
		Replica replica = replica();
		Replica other = replica();
		for (int i = 0; i < 5; i++) {
			replica.record(i, new IdempotencyKey("key " + i, 1));
		}
		awaitChecks();
		List<String> ids = this.redis
			.ask((redis) -> redis.xrange("test", Range.unbounded()).stream().map(StreamMessage::getId).toList());
		long left = this.redis.ask((redis) -> switch (command) {
			case "XDEL" -> 5 - redis.xdel("test", ids.get(2));
			case "XTRIM" -> 5 - redis.xtrim("test", 3);
			default -> 1 - redis.del("test");
		});
		replica.awaitCount(left);
		other.awaitCount(left);
		assertThat(replica.statistics()).isEqualTo(other.statistics()).isEqualTo(replica().statistics());
		assertThat(replica.ledger.rebuilds()).isOne();
		awaitChecks();
		assertThat(replica.ledger.rebuilds()).isOne();
	}

	@Test
	void userWithoutXaddIsRefusedWithAReasonInTheLog(CapturedOutput output) {
		Replica replica = replica();
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.XADD)));
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, null))
				.withMessageContaining("takes no entries");
		}
		assertThat(replica.ledger.refusals()).singleElement().asString().contains("appending", "XADD", "NOPERM");
		assertThat(output.getAll().lines().filter((line) -> line.contains("NOPERM"))).hasSize(1);
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.XADD)));
		replica.record(1, null);
		Replica.await(() -> replica.ledger.refusals().isEmpty());
	}

	@Test
	void userWithoutTimeIsToldWhyItIsOutOfReach(CapturedOutput output) {
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.TIME)));
		Replica replica = opened(new Replica(this.redis.port()));
		Replica.await(() -> output.getAll().contains("NOPERM"));
		assertThat(replica.ledger.isComplete()).isFalse();
		assertThat(replica.ledger.isFollowing()).isFalse();
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.TIME)));
		replica.caughtUp().record(1, null);
	}

	@Test
	void userWithoutXtrimIsServedWithAReasonInTheLog(CapturedOutput output) {
		Replica replica = replica();
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.XTRIM)));
		Replica.await(() -> !replica.ledger.refusals().isEmpty());
		awaitChecks();
		replica.record(1, null);
		assertThat(replica.ledger.isFollowing()).isTrue();
		assertThat(replica.ledger.refusals()).singleElement().asString().contains("trimming", "XTRIM", "NOPERM");
		assertThat(output.getAll().lines().filter((line) -> line.contains("NOPERM"))).hasSize(1);
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.XTRIM)));
		Replica.await(() -> replica.ledger.refusals().isEmpty());
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
	void nothingIsWaitedForLongerThanItsPatience() {
		PendingAppend pending = new PendingAppend(Replica.receipt(), at(Instant.now()), null);
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(pending::await)
			.withMessageContaining("does not answer in time");
	}

	@Test
	void placeThatWasTrimmedIsNoReasonToRebuild() {
		long over = System.currentTimeMillis() - HOUR.plusMinutes(10).plusMinutes(2).toMillis();
		this.redis.ask((redis) -> redis.xadd("test", new XAddArgs().id(over + "-1"), Map.of("e", "old")));
		Replica replica = replica();
		awaitChecks();
		this.redis.ask((redis) -> redis.xtrim("test", 0));
		awaitChecks();
		replica.record(1, null);
		assertThat(replica.ledger.rebuilds()).isZero();
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
				proxy.cutAfterBytesToRedis(random.nextInt(1, 250));
			}
			else {
				proxy.cutAfterBytesFromRedis(random.nextInt(1, 250));
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
		assertThat(replayed).isNotNegative();
	}

	@Test
	void entryWhoseAnswerIsLostIsReplayedByItsRetry() throws Exception {
		Replica witness = replica();
		CuttingProxy proxy = opened(new CuttingProxy(this.redis.port()));
		Replica replica = opened(new Replica(proxy.port())).caughtUp();
		proxy.cutAfterBytesFromRedis(1);
		try {
			replica.record(1, KEY);
		}
		catch (RecorderUnavailableException ex) {
			assertThat(ex).hasMessageContaining("with an idempotency key");
		}
		replica.awaitFollowing();
		replica.record(1, KEY);
		witness.awaitCount(1);
		replica.record(2, null);
		witness.awaitCount(2);
		assertThat(replica.count()).isEqualTo(2);
	}

	@Test
	void fullQueueRefuses() {
		Appender appender = new Appender(1, new UnreachableLog(), InstantSource.system(), new Refusal("appending"));
		EventBatch batch = at(Instant.now());
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> {
			for (int i = 0; i < 100_000; i++) {
				appender.add(new PendingAppend(Replica.receipt(), batch, null));
			}
		}).withMessageContaining("too many");
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

	@Test
	void entryThatIsNotSeenInTheLogIsGivenUp() {
		Replica replica = replica();
		Appender appender = new Appender(1, replica.log, InstantSource.system(), new Refusal("appending"));
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

	@Test
	void requestIsDecidedOnce() {
		EventBatch batch = at(Instant.now());
		PendingAppend request = new PendingAppend(Replica.receipt(), batch, null);
		request.recorded();
		request.refused(new RecorderUnavailableException("too late"));
		request.await();
		assertThat(request.isDecided()).isTrue();
	}

	@Test
	void interruptedRequestIsRefused() {
		EventBatch batch = at(Instant.now());
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(RecorderUnavailableException.class)
			.isThrownBy(new PendingAppend(Replica.receipt(), batch, null)::await)
			.withMessageContaining("about to stop");
		assertThat(Thread.interrupted()).isTrue();
	}

	private static Object answer(Replica replica) {
		try {
			return replica.record(1, KEY);
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	/** Until a place in the log was noted, and tested. */
	private static void awaitChecks() {
		try {
			TimeUnit.MILLISECONDS.sleep(2600);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static EventBatch at(Instant timestamp) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, 1);
		return batch;
	}

	private Replica replica() {
		return opened(new Replica(this.redis.port())).caughtUp();
	}

	private <T extends AutoCloseable> T opened(T resource) {
		this.open.add(resource);
		return resource;
	}

}
