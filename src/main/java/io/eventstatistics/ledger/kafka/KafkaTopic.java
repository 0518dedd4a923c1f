package io.eventstatistics.ledger.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of a log: creates it if it is missing, and adapts the settings on which the
 * log relies. After a call has failed the topic must be opened again, with a new client:
 * a client whose connection is open and silent waits for it.
 */
final class KafkaTopic implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(KafkaTopic.class);

	/** How often creating is tried: brokers learn of a topic, and of its end, later. */
	private static final int MAX_TRIES = 20;

	private static final long PAUSE_MILLIS = 50;

	/** The client should give up earlier, and does not always. */
	private static final long LONGEST_CALL_SECONDS = 4;

	private final Admin admin;

	private final String name;

	private final int partitions;

	private final TopicSettings settings;

	KafkaTopic(Admin admin, String name, int partitions, TopicSettings settings) {
		this.admin = admin;
		this.name = name;
		this.partitions = partitions;
		this.settings = settings;
	}

	String name() {
		return this.name;
	}

	int partitions() {
		return this.partitions;
	}

	/**
	 * Creates the topic if it is missing, adds missing partitions and adapts settings.
	 * @return the id of the topic, which another topic of the same name does not have
	 */
	Uuid open() {
		TopicDescription topic = find();
		for (int i = 0; topic == null && i < MAX_TRIES; i++) {
			create();
			topic = find();
		}
		if (topic == null) {
			throw new IllegalStateException("the topic " + this.name + " is being deleted");
		}
		if (topic.partitions().size() < this.partitions) {
			await(this.admin.createPartitions(Map.of(this.name, NewPartitions.increaseTo(this.partitions))).all());
		}
		adapt();
		return requireNoMore(topic).topicId();
	}

	/** Returns the id of the topic, or {@link Uuid#ZERO_UUID} if it is missing. */
	Uuid id() {
		TopicDescription topic = find();
		return (topic != null) ? requireNoMore(topic).topicId() : Uuid.ZERO_UUID;
	}

	/**
	 * Returns an offset of each partition. The consumer could not tell: its connection is
	 * taken by its wait for entries.
	 * @param which the offset, for instance the end
	 * @return the offsets by partition, -1 where there is none
	 */
	long[] offsets(OffsetSpec which) {
		Map<TopicPartition, OffsetSpec> request = new HashMap<>();
		all().forEach((partition) -> request.put(partition, which));
		Map<TopicPartition, ListOffsetsResultInfo> answer = await(this.admin.listOffsets(request).all());
		return all().stream()
			.mapToLong((partition) -> Objects.requireNonNull(answer.get(partition)).offset())
			.toArray();
	}

	/** Returns the partitions in order. */
	List<TopicPartition> all() {
		return IntStream.range(0, this.partitions)
			.mapToObj((partition) -> new TopicPartition(this.name, partition))
			.toList();
	}

	/** A key and its retries could be in different partitions. */
	private TopicDescription requireNoMore(TopicDescription topic) {
		int actual = topic.partitions().size();
		if (actual > this.partitions) {
			throw new IllegalStateException(
					"the topic %s has %d partitions: set event-statistics.ledger.partitions to %d on all replicas"
						.formatted(this.name, actual, actual));
		}
		return topic;
	}

	private @Nullable TopicDescription find() {
		try {
			return await(this.admin.describeTopics(List.of(this.name)).topicNameValues().get(this.name));
		}
		catch (UnknownTopicOrPartitionException ex) {
			return null;
		}
	}

	private void create() {
		NewTopic topic = new NewTopic(this.name, Optional.of(this.partitions), Optional.empty())
			.configs(this.settings.wanted());
		try {
			await(this.admin.createTopics(Set.of(topic)).all());
			logger.info("Created the topic {} with {} partitions", this.name, this.partitions);
		}
		catch (TopicExistsException ex) {
			// another replica was faster, or it is being deleted
			pause();
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private void adapt() {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, this.name);
		Config actual = await(this.admin.describeConfigs(Set.of(resource)).values().get(resource));
		List<AlterConfigOp> changes = new ArrayList<>();
		this.settings.wanted().forEach((setting, wanted) -> {
			ConfigEntry entry = actual.get(setting);
			if (entry != null && !TopicSettings.fits(setting, wanted, entry.value())) {
				changes.add(new AlterConfigOp(new ConfigEntry(setting, wanted), OpType.SET));
				logger.info("Changing {} of the topic {} from {} to {}", setting, this.name, entry.value(), wanted);
			}
		});
		if (!changes.isEmpty()) {
			await(this.admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
		}
	}

	private static <T> T await(@Nullable KafkaFuture<T> answer) {
		try {
			return Objects.requireNonNull(answer).get(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException("Kafka does not answer");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
