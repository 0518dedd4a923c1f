package io.eventstatistics.ledger.kafka;

import java.time.Duration;

import io.eventstatistics.ledger.Log;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogReader;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A log in a Kafka topic that all replicas share. Its appenders share a producer, which
 * sends what is due to a broker in one request; each reader has a consumer of all
 * partitions, and an administrative client.
 */
public final class KafkaLog implements Log, AutoCloseable {

	private final KafkaClients clients;

	private final String topic;

	private final int partitions;

	private final Duration retention;

	private final int maxEntryBytes;

	/** Shared by successive readers. */
	private final OffsetWatch watch = new OffsetWatch();

	/** Guarded by this. */
	private @Nullable Producer<byte[], byte[]> producer;

	/** Guarded by this. */
	private boolean closed;

	/**
	 * Creates a log that is not yet connected.
	 * @param clients creates the clients
	 * @param topic the name of the topic
	 * @param partitions the number of its partitions, above 0
	 * @param retention how long an entry may count
	 * @param maxEntryBytes the size of the largest entry
	 */
	public KafkaLog(KafkaClients clients, String topic, int partitions, Duration retention, int maxEntryBytes) {
		this.clients = clients;
		this.topic = topic;
		this.partitions = partitions;
		this.retention = retention;
		this.maxEntryBytes = maxEntryBytes;
	}

	@Override
	public int partitions() {
		return this.partitions;
	}

	@Override
	public LogAppender openAppender(int partition) {
		return new KafkaAppender(producer(), this::discard, this.topic, partition);
	}

	@Override
	public LogReader openReader() {
		KafkaTopic opened = new KafkaTopic(this.clients.newAdmin(), this.topic, this.partitions,
				TopicSettings.of(this.retention, this.maxEntryBytes));
		try {
			Uuid id = opened.open();
			return new KafkaReader(this.clients.newConsumer(), opened, id, this.watch, this.retention);
		}
		catch (RuntimeException ex) {
			opened.close();
			throw ex;
		}
	}

	private synchronized Producer<byte[], byte[]> producer() {
		if (this.closed) {
			throw new IllegalStateException("the log is closed");
		}
		Producer<byte[], byte[]> current = this.producer;
		if (current == null) {
			current = this.clients.newProducer(this.maxEntryBytes);
			this.producer = current;
		}
		return current;
	}

	/** Closes a producer that has failed; the next appender gets another. */
	private synchronized void discard(Producer<byte[], byte[]> failed) {
		if (this.producer == failed) {
			this.producer = null;
			failed.close(Duration.ZERO);
		}
	}

	/** Closes the connections; what was not appended is given up. */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.producer != null) {
			this.producer.close(Duration.ZERO);
		}
	}

}
