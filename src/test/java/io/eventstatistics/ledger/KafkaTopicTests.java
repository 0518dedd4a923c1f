package io.eventstatistics.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Topics that are missing, made by others, changed or deleted.
 */
class KafkaTopicTests extends KafkaReplicas {

	@Test
	void missingTopicIsCreated() {
		replica();
		assertThat(settings()).containsEntry("message.timestamp.type", "LogAppendTime")
			.containsEntry("retention.ms", String.valueOf(3_600_000))
			.containsEntry("segment.ms", String.valueOf(360_000))
			.containsEntry("cleanup.policy", "delete")
			.containsEntry("max.message.bytes", String.valueOf(4 << 20));
		assertThat(partitions()).isEqualTo(PARTITIONS);
	}

	@Test
	void topicOfOthersIsAdapted(CapturedOutput output) {
		create(1, Map.of("retention.ms", "1000", "max.message.bytes", "90000000", "cleanup.policy", "compact"));
		replica().record(1, KEY);
		assertThat(settings()).containsEntry("message.timestamp.type", "LogAppendTime")
			.containsEntry("retention.ms", String.valueOf(3_600_000))
			.containsEntry("cleanup.policy", "delete")
			.containsEntry("max.message.bytes", "90000000");
		assertThat(partitions()).isEqualTo(PARTITIONS);
		assertThat(output.getAll()).contains("Changing retention.ms of the topic " + this.topic + " from 1000 to ");
		assertThat(replica().count()).isOne();
	}

	@Test
	void topicWithMorePartitionsIsRefused(CapturedOutput output) {
		create(PARTITIONS + 1, Map.of());
		Replica replica = replica(this.kafka.servers());
		Replica.await(() -> output.getAll()
			.contains("has 5 partitions: set event-statistics.ledger.partitions to 5 on all replicas"));
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, null));
		assertThat(replica.ledger.isComplete()).isFalse();
	}

	@Test
	void partitionsThatAreAddedAreRefused() {
		Replica replica = replica();
		replica.record(1, null);
		this.kafka
			.ask((admin) -> admin.createPartitions(Map.of(this.topic, NewPartitions.increaseTo(PARTITIONS + 1))).all());
		Replica.await(() -> !replica.ledger.isFollowing());
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, null));
		assertThat(replica.count()).isOne();
	}

	@Test
	void deletedTopicIsAnEmptyWindow() {
		Replica one = replica();
		Replica other = replica();
		one.record(1, KEY);
		one.record(2, null);
		other.awaitCount(2);
		this.kafka.ask((admin) -> admin.deleteTopics(List.of(this.topic)).all());
		Replica.await(() -> one.ledger.rebuilds() > 0 && other.ledger.rebuilds() > 0);
		one.awaitFollowing();
		other.awaitFollowing();
		assertThat(one.count()).isZero();
		assertThat(one.record(1, KEY).replayed()).isFalse();
		other.awaitCount(1);
		assertThat(other.record(1, KEY).replayed()).isTrue();
		assertThat(one.readiness).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(partitions()).isEqualTo(PARTITIONS);
	}

	@Test
	void topicThatTookThePlaceOfAnotherIsWhatCounts() {
		Replica one = replica();
		for (int i = 0; i < 20; i++) {
			one.record(1, new IdempotencyKey("key " + i, i));
		}
		List<LogEntry> entries = entries(this.kafka.servers(), this.topic);
		one.ledger.stop();
		this.kafka.ask((admin) -> admin.deleteTopics(List.of(this.topic)).all());
		append(this.kafka.servers(), this.topic, entries);
		append(this.kafka.servers(), this.topic, entries);
		one.ledger.start();
		one.awaitFollowing();
		assertThat(one.count()).as("the keys of the same entries, twice").isEqualTo(20);
		assertThat(one.ledger.rebuilds()).isOne();
		one.record(2, null);
		assertThat(one.count()).isEqualTo(21);
	}

	@Test
	void entriesThatAreRemovedTooEarlyAreDropped() {
		Replica one = replica();
		for (int i = 0; i < 3; i++) {
			one.record(i, KEY);
			one.record(i, null);
		}
		RedisReplicas.awaitChecks();
		assertThat(one.ledger.rebuilds()).isZero();
		int partition = KEY.partition(PARTITIONS);
		this.kafka.ask((admin) -> admin
			.deleteRecords(Map.of(new TopicPartition(this.topic, partition), RecordsToDelete.beforeOffset(-1)))
			.all());
		Replica.await(() -> one.ledger.rebuilds() > 0);
		one.awaitFollowing();
		assertThat(one.statistics()).isEqualTo(replica().statistics());
		assertThat(one.record(0, KEY).replayed()).isFalse();
		assertThat(one.ledger.rebuilds()).isOne();
	}

	@Test
	void entryThatIsTooLargeIsRefused() {
		Replica replica = replica();
		replica.record(1, null);
		set("max.message.bytes", "10");
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, KEY))
			.withMessageContaining("takes no entries");
		assertThat(replica.ledger.refusals()).singleElement().asString().contains("appending entries: Kafka: ");
		set("max.message.bytes", "100000");
		assertThat(replica.record(2, KEY).replayed()).isFalse();
		assertThat(replica.ledger.refusals()).isEmpty();
		assertThat(replica.count()).isEqualTo(2);
	}

	private void create(int partitions, Map<String, String> settings) {
		NewTopic topic = new NewTopic(this.topic, Optional.of(partitions), Optional.empty()).configs(settings);
		this.kafka.ask((admin) -> admin.createTopics(Set.of(topic)).all());
	}

	private void set(String name, String value) {
		Collection<AlterConfigOp> change = List.of(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
		this.kafka.ask((admin) -> admin.incrementalAlterConfigs(Map.of(resource(), change)).all());
	}

	private Map<String, String> settings() {
		Map<String, String> settings = new TreeMap<>();
		this.kafka.ask((admin) -> admin.describeConfigs(Set.of(resource())).values().get(resource()))
			.entries()
			.forEach((entry) -> settings.put(entry.name(), entry.value()));
		return settings;
	}

	private ConfigResource resource() {
		return new ConfigResource(ConfigResource.Type.TOPIC, this.topic);
	}

	private int partitions() {
		return this.kafka.ask((admin) -> admin.describeTopics(List.of(this.topic)).topicNameValues().get(this.topic))
			.partitions()
			.size();
	}

}
