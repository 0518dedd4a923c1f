package io.eventstatistics.ledger.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was read of one partition. Not thread-safe.
 */
final class PartitionWatch {

	private static final long SECOND = 1000;

	/** For each second, the first offset that was appended in it. */
	private final TreeMap<Long, Long> offsets = new TreeMap<>();

	private Optional<Integer> leaderEpoch = Optional.empty();

	void read(ConsumerRecord<byte[], byte[]> entry) {
		long second = Math.floorDiv(entry.timestamp(), SECOND);
		if (this.offsets.isEmpty() || second > this.offsets.lastKey()) {
			this.offsets.put(second, entry.offset());
		}
		this.leaderEpoch = entry.leaderEpoch();
	}

	/** Returns the term of the broker that appended the last entry. */
	Optional<Integer> leaderEpoch() {
		return this.leaderEpoch;
	}

	/** Returns whether only entries that were appended before an instant were removed. */
	boolean isIntact(long beginning, long firstKept) {
		this.offsets.headMap(Math.floorDiv(firstKept, SECOND), true).clear();
		Map.Entry<Long, Long> first = this.offsets.firstEntry();
		return first == null || beginning <= first.getValue();
	}

}
