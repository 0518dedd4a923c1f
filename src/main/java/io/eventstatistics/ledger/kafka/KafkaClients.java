package io.eventstatistics.ledger.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates clients of Kafka from settings. They give up after about two seconds, before
 * the requests that wait for them; settings may say otherwise. What the promises of the
 * log rest on is fixed.
 *
 * @param producer settings of producers
 * @param consumer settings of consumers
 * @param admin settings of administrative clients
 */
public record KafkaClients(Map<String, Object> producer, Map<String, Object> consumer, Map<String, Object> admin) {

	/** The longest wait for one answer. */
	private static final int REQUEST_MILLIS = 2000;

	/** The longest wait for an answer, with repeats. */
	static final Duration PATIENCE = Duration.ofMillis(2500);

	private static final int CONNECT_MILLIS = 1000;

	/** A sum of batches that wait for a broker; each may be the largest. */
	private static final long BUFFER_BYTES = 64 << 20;

	private static final int FETCH_BYTES = 4 << 20;

	/**
	 * Creates a producer of entries that are as durable as the topic: on all replicas in
	 * sync, once and in order.
	 * @param maxEntryBytes the size of the largest entry
	 */
	Producer<byte[], byte[]> newProducer(int maxEntryBytes) {
		Map<String, Object> settings = withDefaults(this.producer);
		settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
		settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
		settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, CONNECT_MILLIS);
		settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(BUFFER_BYTES, 2L * maxEntryBytes));
		settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxEntryBytes);
		settings.put(ProducerConfig.ACKS_CONFIG, "all");
		settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
		return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
	}

	/** Creates a consumer that belongs to no group and never moves by itself. */
	Consumer<byte[], byte[]> newConsumer() {
		Map<String, Object> settings = withDefaults(this.consumer);
		settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
		settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
		settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
		settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
		return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	/** Creates a client that looks after the topic. */
	Admin newAdmin() {
		Map<String, Object> settings = withDefaults(this.admin);
		settings.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
		return Admin.create(settings);
	}

	private static Map<String, Object> withDefaults(Map<String, Object> given) {
		Map<String, Object> settings = new HashMap<>(given);
		settings.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
		settings.putIfAbsent(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT_MILLIS);
		settings.putIfAbsent(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, CONNECT_MILLIS);
		settings.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, CONNECT_MILLIS / 2);
		return settings;
	}

}
