package io.eventstatistics.ledger.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;

/**
 * Knows what was read of a topic, to detect that it was deleted, set back or shortened
 * too early. Without a rebuild, replicas would hold different events. Exact to the
 * entries of one second. O(log seconds) an entry, with one offset a second and partition
 * in memory. Not thread-safe.
 */
final class OffsetWatch {

	private final Map<Integer, PartitionWatch> partitions = new HashMap<>();

	/** The topic that was read. */
	private Uuid topic = Uuid.ZERO_UUID;

	private boolean lost;

	/** Forgets everything, since a topic is read from its beginning. */
	void reset(Uuid read) {
		this.partitions.clear();
		this.topic = read;
		this.lost = false;
	}

	/** An offset that was to be read does not exist any more. */
	void lose() {
		this.lost = true;
	}

	/** Returns whether nothing shows that a topic is another than was read. */
	boolean isSame(Uuid current) {
		return !this.lost && (this.topic.equals(current) || this.topic.equals(Uuid.ZERO_UUID));
	}

	void read(ConsumerRecord<byte[], byte[]> entry) {
		PartitionWatch partition = this.partitions.computeIfAbsent(entry.partition(), (number) -> new PartitionWatch());
		partition.read(entry);
	}

	/** Returns the term of the broker that appended the last entry of a partition. */
	Optional<Integer> leaderEpoch(int partition) {
		PartitionWatch read = this.partitions.get(partition);
		return (read != null) ? read.leaderEpoch() : Optional.empty();
	}

	/**
	 * Returns whether only entries that were appended before an instant were removed.
	 * @param partition the number of the partition
	 * @param beginning the first offset that it still has
	 * @param firstKept the instant in milliseconds since the epoch
	 */
	boolean isIntact(int partition, long beginning, long firstKept) {
		PartitionWatch read = this.partitions.get(partition);
		return read == null || read.isIntact(beginning, firstKept);
	}

}
