package io.eventstatistics.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Replicas whose Kafka is killed, paused and loses entries.
 */
class KafkaOutageTests extends KafkaReplicas {

	@Test
	void killedKafkaUnderLoadCountsEveryKeyOnce() throws Exception {
		Replica one = replica(this.kafka.proxiedServers()).caughtUp();
		Replica other = replica();
		AtomicBoolean stopping = new AtomicBoolean();
		AtomicInteger refused = new AtomicInteger();
		List<CompletableFuture<Integer>> clients = new ArrayList<>();
		for (int client = 0; client < 4; client++) {
			String name = "client " + client + " ";
			clients.add(CompletableFuture.supplyAsync(() -> send(name, one, other, stopping, refused),
					(task) -> new Thread(task).start()));
		}
		TimeUnit.MILLISECONDS.sleep(300);
		this.kafka.kill();
		Replica.await(() -> !one.ledger.isFollowing() && !other.ledger.isFollowing());
		this.kafka.restart();
		one.awaitFollowing();
		other.awaitFollowing();
		TimeUnit.MILLISECONDS.sleep(300);
		stopping.set(true);
		int acknowledged = 0;
		for (CompletableFuture<Integer> client : clients) {
			acknowledged += client.get();
		}
		assertThat(refused).hasPositiveValue();
		one.awaitCount(acknowledged);
		other.awaitCount(acknowledged);
		assertThat(one.statistics()).isEqualTo(other.statistics()).isEqualTo(replica().statistics());
		assertThat(one.ledger.rebuilds()).isZero();
	}

	/** Sends events until each is acknowledged, and returns how many. */
	private static int send(String name, Replica one, Replica other, AtomicBoolean stopping, AtomicInteger refused) {
		int acknowledged = 0;
		while (!stopping.get()) {
			IdempotencyKey key = new IdempotencyKey(name + acknowledged, 1);
			for (int tries = 0; !isRecorded((tries % 2 == 0) ? one : other, acknowledged, key); tries++) {
				refused.incrementAndGet();
			}
			acknowledged++;
		}
		return acknowledged;
	}

	private static boolean isRecorded(Replica replica, double value, IdempotencyKey key) {
		try {
			replica.record(value, key);
			return true;
		}
		catch (RecorderUnavailableException | IdempotencyInFlightException ex) {
			pause();
			return false;
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(5);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void connectionsCutInMidAppendCountEveryKeyOnce() {
		Replica replica = replica(this.kafka.proxiedServers()).caughtUp();
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int i = 0; i < 40; i++) {
			if (random.nextBoolean()) {
				this.kafka.proxy().cutAfterBytesToLog(random.nextInt(1, 1500));
			}
			else {
				this.kafka.proxy().cutAfterBytesFromLog(random.nextInt(1, 1500));
			}
			IdempotencyKey key = new IdempotencyKey("key " + i, i);
			while (!isRecorded(replica, i, key)) {
				continue;
			}
		}
		assertThat(replica.count()).as("seed %d", seed).isEqualTo(40);
		assertThat(replica().statistics()).as("seed %d", seed).isEqualTo(replica.statistics());
		assertThat(replica.ledger.rebuilds()).isZero();
	}

	@Test
	void kafkaThatHangsRefusesAndARetryCountsOnce() {
		Replica replica = replica();
		replica.record(0, null);
		this.kafka.pause();
		try {
			assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, KEY))
				.withMessageContaining("with an idempotency key");
			Replica.await(() -> !replica.ledger.isFollowing());
			assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, KEY))
				.withMessageContaining("unreachable");
			assertThat(replica.count()).isOne();
		}
		finally {
			this.kafka.resume();
		}
		replica.awaitFollowing();
		replica.record(1, KEY);
		replica.record(2, null);
		assertThat(replica.count()).isEqualTo(3);
		assertThat(replica().statistics()).isEqualTo(replica.statistics());
		assertThat(replica.ledger.rebuilds()).isZero();
	}

	@Test
	void startsWithoutKafkaAndSurvivesThatItLosesEntries(CapturedOutput output) {
		Replica first = replica();
		for (int i = 0; i < 5; i++) {
			first.record(i, new IdempotencyKey("key " + i, i));
		}
		this.kafka.kill();
		Replica.await(() -> !first.ledger.isFollowing());
		Replica second = replica(this.kafka.servers());
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> second.record(1, null));
		Path lost = this.kafka.files(this.topic, new IdempotencyKey("key 4", 4).partition(PARTITIONS))
			.resolve("00000000000000000000.log");
		truncate(lost);
		this.kafka.restart();
		second.caughtUp();
		first.awaitFollowing();
		assertThat(output.getAll()).contains("The log is unreachable", "has lost entries");
		assertThat(first.ledger.rebuilds()).isOne();
		assertThat(first.count()).isEqualTo(4);
		assertThat(second.statistics()).isEqualTo(first.statistics());
		assertThat(first.record(4, new IdempotencyKey("key 4", 4)).replayed()).isFalse();
		second.awaitCount(5);
	}

	private static void truncate(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(channel.size() - 1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
