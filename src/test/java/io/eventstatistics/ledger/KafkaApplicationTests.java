package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.ledger.kafka.KafkaLog;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.KafkaProcess;
import io.eventstatistics.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service with a ledger in Kafka, as it is started.
 */
@Timeout(90)
@ExtendWith(OutputCaptureExtension.class)
class KafkaApplicationTests {

	private final KafkaProcess kafka = KafkaProcess.shared();

	private final String topic = KafkaProcess.newTopic();

	@Test
	void replicasShareOneWindow(CapturedOutput output) {
		try (ConfigurableApplicationContext one = start(0); ConfigurableApplicationContext other = start(0)) {
			Http first = LedgerServices.http(one);
			Http second = LedgerServices.http(other);
			LedgerServices.assertOneWindow(first, second);
			assertThat(first.get("/actuator/prometheus").body()).contains("event_statistics_ledger_entries_total 1.0",
					"event_statistics_ledger_following 1.0");
			assertThat(one.getBean(KafkaLog.class).partitions()).isEqualTo(3);
			assertThat(output.getOut()).contains("store ledger (kafka)",
					"Created the topic " + this.topic + " with 3 partitions");
			assertThat(output.getOut().strip().lines()).hasSize(3);
		}
	}

	@Test
	void withoutKafkaItIsLiveAndNotReady() throws Exception {
		int port = ServerProcess.freePort();
		this.kafka.kill();
		CompletableFuture<ConfigurableApplicationContext> service = CompletableFuture.supplyAsync(() -> start(port));
		Http http = new Http(port);
		Replica.await(() -> LedgerServices.isUp(http));
		assertThat(http.get("/actuator/health/readiness").json().get("status").stringValue())
			.isEqualTo("OUT_OF_SERVICE");
		assertThat(http.get("/health").status()).isEqualTo(503);
		assertThat(http.get("/statistics").status()).isEqualTo(503);
		assertThat(http.postEvent(Instant.now(), 1).status()).isEqualTo(503);
		this.kafka.restart();
		try (ConfigurableApplicationContext ready = service.get()) {
			assertThat(ready.getBean(Ledger.class).isFollowing()).isTrue();
			assertThat(http.get("/health").status()).isEqualTo(200);
			assertThat(http.postEvent(Instant.now(), 1).status()).isEqualTo(201);
			assertThat(LedgerServices.count(http)).isOne();
		}
	}

	@Test
	void nothingOfKafkaIsThereWithoutTheLedger() {
		try (ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class,
				"--server.port=0")) {
			assertThat(service.getBeansOfType(KafkaProperties.class)).isEmpty();
			assertThat(service.getBeansOfType(KafkaLog.class)).isEmpty();
		}
	}

	private ConfigurableApplicationContext start(int port) {
		return SpringApplication.run(EventStatisticsApplication.class, "--server.port=" + port,
				"--event-statistics.ledger.type=kafka", "--event-statistics.ledger.name=" + this.topic,
				"--event-statistics.ledger.partitions=3", "--spring.kafka.bootstrap-servers=" + this.kafka.servers(),
				"--spring.kafka.client-id=replica", "--spring.kafka.consumer.group-id=ignored",
				"--spring.kafka.producer.acks=0");
	}

}
