package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.ledger.kafka.KafkaLog;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replicas that share a topic with several partitions.
 */
class KafkaLedgerTests extends KafkaReplicas {

	@Test
	void replicasAnswerTheSameToTheBit() {
		Replica one = replica();
		Replica other = replica();
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int i = 0; i < 200; i++) {
			IdempotencyKey key = random.nextBoolean() ? new IdempotencyKey("key " + i, i) : null;
			double value = random.nextGaussian() * Math.pow(10, random.nextInt(300));
			(random.nextBoolean() ? one : other).record(value, key);
		}
		one.awaitCount(200);
		other.awaitCount(200);
		Replica replayed = replica();
		assertThat(one.statistics()).as("seed %d", seed).isEqualTo(other.statistics()).isEqualTo(replayed.statistics());
		assertThat(one.ledger.entriesApplied()).isEqualTo(replayed.ledger.entriesApplied()).isBetween(1L, 200L);
		assertThat(entries(this.kafka.servers(), this.topic).stream().map(LogEntry::partition).distinct())
			.as("partitions in use")
			.hasSize(PARTITIONS);
	}

	@Test
	void sameKeyOnTwoReplicasAtOnceCountsOnce() throws Exception {
		Replica one = replica();
		Replica other = replica();
		assertThat(one.recordTwice(other, 60)).isEqualTo(30);
		assertThat(one.statistics()).isEqualTo(other.statistics()).isEqualTo(replica().statistics());
	}

	@Test
	void keysAreDecidedByTheTimesOfTheirPartition() {
		Replica one = replica();
		Map<Integer, IdempotencyKey> keys = new HashMap<>();
		for (int i = 0; keys.size() < 2; i++) {
			IdempotencyKey key = new IdempotencyKey("key " + i, i);
			keys.putIfAbsent(Math.min(1, key.partition(PARTITIONS)), key);
		}
		IdempotencyKey early = Objects.requireNonNull(keys.get(0));
		IdempotencyKey late = Objects.requireNonNull(keys.get(1));
		Instant now = Instant.now();
		append(early, now.minus(HOUR).minusSeconds(60));
		append(late, now);
		append(early, now.minus(HOUR).minusSeconds(30));
		Replica.await(() -> one.ledger.entriesApplied() == 3);
		assertThat(one.record(1, late).replayed()).isTrue();
		assertThat(replica().record(1, late).replayed()).isTrue();
	}

	private void append(IdempotencyKey key, Instant time) {
		int partition = key.partition(PARTITIONS);
		byte[] entry = new EntryEncoder(7).encode(1, time,
				List.of(new PendingAppend(Replica.receipt(), RedisReplicas.at(Instant.now()), key)));
		try (KafkaLog log = log(this.kafka.servers(), this.topic); LogAppender appender = log.openAppender(partition)) {
			appender.append(entry, time);
		}
	}

	@Test
	void offsetsWithoutEntriesAreNoGap() throws Exception {
		Replica one = replica();
		Map<String, Object> settings = Map.of("bootstrap.servers", this.kafka.servers(), "transactional.id",
				this.topic);
		try (KafkaProducer<byte[], byte[]> foreign = new KafkaProducer<>(settings, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			foreign.initTransactions();
			foreign.beginTransaction();
			for (int partition = 0; partition < PARTITIONS; partition++) {
				foreign.send(new ProducerRecord<>(this.topic, partition, null, null)).get();
			}
			foreign.commitTransaction();
		}
		Replica.await(() -> one.ledger.entriesSkipped() == PARTITIONS);
		one.record(1, KEY);
		RedisReplicas.awaitChecks();
		one.record(2, null);
		Replica other = replica();
		assertThat(other.statistics()).isEqualTo(one.statistics());
		assertThat(one.ledger.rebuilds()).isZero();
	}

	@Test
	void readingBeginsWithTheFirstEntryThatMayCount() throws Exception {
		replica().record(1, null);
		Thread.sleep(20);
		Instant start = Instant.now();
		try (KafkaLog log = log(this.kafka.servers(), this.topic, PARTITIONS, Duration.ofMillis(10));
				LogReader reader = log.openReader();
				LogAppender appender = log.openAppender(1)) {
			assertThat(reader.read(Positions.NONE, Duration.ZERO)).isEmpty();
			appender.append(new byte[] { 1 }, start);
			assertThat(reader.read(Positions.NONE, Duration.ofSeconds(9))).hasSize(1);
		}
	}

}
