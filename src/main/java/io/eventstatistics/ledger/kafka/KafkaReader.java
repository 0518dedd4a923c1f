package io.eventstatistics.ledger.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.eventstatistics.ledger.LogEntry;
import io.eventstatistics.ledger.LogReader;
import io.eventstatistics.ledger.Position;
import io.eventstatistics.ledger.Positions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Reads all partitions of a topic with one consumer. The position after an entry is the
 * offset of the next one. Kafka removes old entries by itself; a reader that begins
 * starts with the first entry that may still count.
 */
final class KafkaReader implements LogReader {

	private static final Duration STEP = Duration.ofMillis(100);

	/** Entries that exist arrive within this time. */
	private static final Duration LONGEST_FETCH = Duration.ofSeconds(10);

	private static final byte[] NO_BYTES = {};

	private final Consumer<byte[], byte[]> consumer;

	private final List<TopicPartition> partitions;

	private final KafkaTopic topic;

	private final Uuid id;

	private final OffsetWatch watch;

	private final Duration retention;

	/** Where the consumer stands; valid after the first seek. */
	private Positions current = Positions.NONE;

	private boolean sought;

	private boolean replaced;

	KafkaReader(Consumer<byte[], byte[]> consumer, KafkaTopic topic, Uuid id, OffsetWatch watch, Duration retention) {
		this.consumer = consumer;
		this.topic = topic;
		this.id = id;
		this.watch = watch;
		this.retention = retention;
		this.partitions = topic.all();
		consumer.assign(this.partitions);
	}

	@Override
	public List<LogEntry> read(Positions after, Duration wait) {
		requireNotReplaced();
		try {
			if (!this.sought || !after.equals(this.current)) {
				seek(after);
			}
			List<LogEntry> entries = entries(wait.isZero() ? pollToEnd() : this.consumer.poll(wait));
			for (LogEntry entry : entries) {
				this.current = this.current.after(entry);
			}
			return entries;
		}
		catch (InvalidOffsetException ex) {
			this.watch.lose();
			throw ex;
		}
	}

	private void seek(Positions after) {
		if (after.equals(Positions.NONE)) {
			this.watch.reset(this.id);
		}
		List<TopicPartition> fresh = new ArrayList<>();
		for (TopicPartition partition : this.partitions) {
			Position position = after.in(partition.partition());
			if (position.equals(Position.NONE)) {
				fresh.add(partition);
			}
			else {
				this.consumer.seek(partition,
						new OffsetAndMetadata(position.low(), this.watch.leaderEpoch(partition.partition()), ""));
			}
		}
		seekToFirstKept(fresh);
		this.current = after;
		this.sought = true;
	}

	/** The ends are read first, so that nothing appended meanwhile is missed. */
	private void seekToFirstKept(List<TopicPartition> fresh) {
		if (fresh.isEmpty()) {
			return;
		}
		long[] ends = ends();
		long[] kept = this.topic.offsets(OffsetSpec.forTimestamp(Instant.now().minus(this.retention).toEpochMilli()));
		for (TopicPartition partition : fresh) {
			int number = partition.partition();
			this.consumer.seek(partition, (kept[number] >= 0) ? kept[number] : ends[number]);
		}
	}

	/** Returns entries, or none once there are no more. */
	private ConsumerRecords<byte[], byte[]> pollToEnd() {
		long start = System.nanoTime();
		ConsumerRecords<byte[], byte[]> records = this.consumer.poll(Duration.ZERO);
		while (records.isEmpty() && !isAtEnd()) {
			if (System.nanoTime() - start > LONGEST_FETCH.toNanos()) {
				throw new IllegalStateException("the topic " + this.topic.name() + " does not return its entries");
			}
			records = this.consumer.poll(STEP);
		}
		return records;
	}

	private boolean isAtEnd() {
		long[] ends = ends();
		return this.partitions.stream()
			.allMatch((partition) -> this.consumer.position(partition) >= ends[partition.partition()]);
	}

	private long[] beginnings() {
		return this.topic.offsets(OffsetSpec.earliest());
	}

	private long[] ends() {
		return this.topic.offsets(OffsetSpec.latest());
	}

	private List<LogEntry> entries(ConsumerRecords<byte[], byte[]> records) {
		List<LogEntry> entries = new ArrayList<>();
		for (ConsumerRecord<byte[], byte[]> entry : records) {
			this.watch.read(entry);
			byte[] bytes = entry.value();
			entries.add(new LogEntry(entry.partition(), new Position(0, entry.offset() + 1),
					Instant.ofEpochMilli(entry.timestamp()), (bytes != null) ? bytes : NO_BYTES));
		}
		return entries;
	}

	@Override
	public Positions last() {
		requireNotReplaced();
		long[] beginnings = beginnings();
		long[] ends = ends();
		return Positions.of(IntStream.range(0, ends.length)
			.mapToObj((partition) -> (ends[partition] == beginnings[partition]) ? Position.NONE
					: new Position(0, ends[partition]))
			.toArray(Position[]::new));
	}

	@Override
	public boolean isIntact(Positions read, Instant firstKept) {
		this.replaced |= !this.topic.id().equals(this.id);
		if (this.replaced || !this.watch.isSame(this.id)) {
			return false;
		}
		long[] beginnings = beginnings();
		long[] ends = ends();
		return IntStream.range(0, ends.length)
			.allMatch((partition) -> ends[partition] >= read.in(partition).low()
					&& this.watch.isIntact(partition, beginnings[partition], firstKept.toEpochMilli()));
	}

	private void requireNotReplaced() {
		if (this.replaced) {
			throw new IllegalStateException("the topic " + this.topic.name() + " was deleted");
		}
	}

	/** Does nothing: Kafka removes entries by the settings of the topic. */
	@Override
	public void trim(Instant before) {
	}

	@Override
	public void close() {
		this.topic.close();
		this.consumer.close(CloseOptions.timeout(Duration.ZERO));
	}

}
