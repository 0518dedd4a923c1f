package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.ledger.kafka.KafkaClients;
import io.eventstatistics.ledger.kafka.KafkaLog;
import io.eventstatistics.testing.KafkaProcess;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Replicas that share a topic, and what tests do with them.
 */
@Timeout(90)
@ExtendWith(OutputCaptureExtension.class)
abstract class KafkaReplicas {

	static final Duration HOUR = Duration.ofHours(1);

	static final IdempotencyKey KEY = new IdempotencyKey("a key", 1);

	static final int PARTITIONS = 4;

	private static final int MAX_ENTRY = 4 << 20;

	final List<AutoCloseable> open = new ArrayList<>();

	final KafkaProcess kafka = KafkaProcess.shared();

	final String topic = KafkaProcess.newTopic();

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

	static KafkaLog log(String servers, String topic) {
		return log(servers, topic, PARTITIONS, HOUR);
	}

	static KafkaLog log(String servers, String topic, int partitions, Duration retention) {
		Map<String, Object> settings = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
		return new KafkaLog(new KafkaClients(settings, settings, settings), topic, partitions, retention, MAX_ENTRY);
	}

	/** Returns the entries of a topic, by partition in their order. */
	static List<LogEntry> entries(String servers, String topic) {
		List<LogEntry> entries = new ArrayList<>();
		try (KafkaLog log = log(servers, topic); LogReader reader = log.openReader()) {
			List<LogEntry> some = reader.read(Positions.NONE, Duration.ZERO);
			Positions positions = Positions.NONE;
			while (!some.isEmpty()) {
				entries.addAll(some);
				for (LogEntry entry : some) {
					positions = positions.after(entry);
				}
				some = reader.read(positions, Duration.ZERO);
			}
		}
		entries.sort(Comparator.comparing(LogEntry::partition));
		return entries;
	}

	static void append(String servers, String topic, List<LogEntry> entries) {
		try (KafkaLog log = log(servers, topic); LogReader created = log.openReader()) {
			created.last();
			for (LogEntry entry : entries) {
				try (LogAppender appender = log.openAppender(entry.partition())) {
					appender.append(entry.bytes(), Instant.now());
				}
			}
		}
	}

	Replica replica() {
		return replica(this.kafka.servers()).caughtUp();
	}

	Replica replica(String servers) {
		KafkaLog log = log(servers, this.topic);
		return opened(new Replica(log, InstantSource.system(), HOUR, 1_000_000, log::close));
	}

	<T extends AutoCloseable> T opened(T resource) {
		this.open.add(resource);
		return resource;
	}

}
