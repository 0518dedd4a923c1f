package io.eventstatistics.ledger;

import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.ledger.kafka.KafkaLog;
import io.eventstatistics.testing.KafkaProcess;

class KafkaLogContractTests extends LogContract {

	private final KafkaProcess kafka = KafkaProcess.shared();

	private final String topic = KafkaProcess.newTopic();

	private final List<KafkaLog> opened = new ArrayList<>();

	@Override
	Log restart() {
		KafkaLog log = KafkaReplicas.log(this.kafka.servers(), this.topic);
		this.opened.add(log);
		return log;
	}

	@Override
	Log another(Log log) {
		return restart();
	}

	@Override
	void stop() {
		this.opened.forEach(KafkaLog::close);
		this.opened.clear();
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
