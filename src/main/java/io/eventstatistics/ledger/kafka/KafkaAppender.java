package io.eventstatistics.ledger.kafka;

import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogRefusalException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Appends entries to a partition, with a producer that others use as well. Kafka assigns
 * their times.
 */
final class KafkaAppender implements LogAppender {

	private final Producer<byte[], byte[]> producer;

	private final Consumer<Producer<byte[], byte[]>> discard;

	private final String topic;

	private final int partition;

	private boolean open = true;

	/**
	 * Creates an appender.
	 * @param discard called with a producer that cannot be used any more
	 */
	KafkaAppender(Producer<byte[], byte[]> producer, Consumer<Producer<byte[], byte[]>> discard, String topic,
			int partition) {
		this.producer = producer;
		this.discard = discard;
		this.topic = topic;
		this.partition = partition;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public void append(byte[] entry, Instant time) {
		try {
			this.producer.send(new ProducerRecord<>(this.topic, this.partition, null, entry)).get();
		}
		catch (InterruptedException ex) {
			this.open = false;
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw failed((ex.getCause() instanceof RuntimeException cause) ? cause : new KafkaException(ex));
		}
		catch (RuntimeException ex) {
			throw failed(ex);
		}
	}

	private RuntimeException failed(RuntimeException cause) {
		if (isRefusal(cause)) {
			return new LogRefusalException("Kafka: " + cause.getMessage(), cause);
		}
		this.open = false;
		if (!(cause instanceof RetriableException)) {
			this.discard.accept(this.producer);
		}
		return cause;
	}

	private static boolean isRefusal(RuntimeException cause) {
		return cause instanceof AuthorizationException || cause instanceof RecordTooLargeException
				|| cause instanceof InvalidRecordException || cause instanceof PolicyViolationException;
	}

	@Override
	public void close() {
		this.open = false;
	}

}
