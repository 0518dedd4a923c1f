package io.eventstatistics.ledger;

import java.util.List;

import io.eventstatistics.ledger.kafka.KafkaLog;
import io.eventstatistics.testing.KafkaProcess;
import org.jspecify.annotations.Nullable;

class KafkaLogContractTests extends LogContract {

	private final KafkaProcess kafka = KafkaProcess.shared();

	private final String topic = KafkaProcess.newTopic();

	private @Nullable KafkaLog log;

	@Override
	Log restart() {
		KafkaLog opened = KafkaReplicas.log(this.kafka.servers(), this.topic);
		this.log = opened;
		return opened;
	}

	@Override
	void stop() {
		if (this.log != null) {
			this.log.close();
		}
	}

	/** Kafka cannot: a topic with all other entries takes the place of the topic. */
	@Override
	void loseLastEntry() {
		List<LogEntry> entries = KafkaReplicas.entries(this.kafka.servers(), this.topic);
		this.kafka.ask((admin) -> admin.deleteTopics(List.of(this.topic)).all());
		int partition = KEY.partition(KafkaReplicas.PARTITIONS);
		entries.remove(entries.stream()
			.filter((entry) -> entry.partition() == partition)
			.reduce((first, last) -> last)
			.orElseThrow());
		KafkaReplicas.append(this.kafka.servers(), this.topic, entries);
	}

}
