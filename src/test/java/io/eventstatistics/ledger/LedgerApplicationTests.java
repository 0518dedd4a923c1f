package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RedisProcess;
import io.eventstatistics.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service with the ledger, as it is started.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LedgerApplicationTests {

	@Test
	void replicasShareOneWindow(CapturedOutput output) {
		try (RedisProcess redis = new RedisProcess("no");
				ConfigurableApplicationContext one = start(redis.port(), 0);
				ConfigurableApplicationContext other = start(redis.port(), 0)) {
			Http first = LedgerServices.http(one);
			Http second = LedgerServices.http(other);
			LedgerServices.assertOneWindow(first, second);
			assertThat(first.get("/actuator/prometheus").body()).contains("event_statistics_ledger_entries_total 1.0",
					"event_statistics_ledger_skipped_total 0.0", "event_statistics_ledger_ignored_total 0.0",
					"event_statistics_ledger_rebuilds_total 0.0", "event_statistics_ledger_lag_seconds ",
					"event_statistics_ledger_following 1.0");
			assertThat(output.getOut()).contains("store ledger (redis)");
			assertThat(output.getOut().strip().lines()).hasSize(2);
		}
	}

	@Test
	void withoutRedisItIsLiveAndNotReady() throws Exception {
		int port = ServerProcess.freePort();
		try (RedisProcess redis = new RedisProcess("no")) {
			redis.kill();
			CompletableFuture<ConfigurableApplicationContext> service = CompletableFuture
				.supplyAsync(() -> start(redis.port(), port));
			Http http = new Http(port);
			Replica.await(() -> LedgerServices.isUp(http));
			assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(http.get("/actuator/health/readiness").json().get("status").stringValue())
				.isEqualTo("OUT_OF_SERVICE");
			assertThat(http.get("/health").status()).isEqualTo(503);
			for (String path : List.of("", "?stats=p99", "/history?step=1m", "/stream", "/ws")) {
				Response unready = http.get("/statistics" + path);
				assertThat(unready.status()).as(path).isEqualTo(503);
				assertThat(unready.header("Retry-After")).as(path).isEqualTo("1");
			}
			Response refused = http.postEvent(Instant.now(), 1);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("1");
			assertThat(refused.json().get("detail").stringValue()).contains("rebuilt from the log");
			redis.restart();
			try (ConfigurableApplicationContext ready = service.get()) {
				assertThat(ready.getBean(Ledger.class).isFollowing()).isTrue();
				assertThat(http.get("/health").status()).isEqualTo(200);
				assertThat(http.postEvent(Instant.now(), 1).status()).isEqualTo(201);
				redis.kill();
				Replica.await(() -> http.postEvent(Instant.now(), 1).status() == 503);
				assertThat(LedgerServices.count(http)).isOne();
				assertThat(http.get("/health").status()).isEqualTo(200);
				assertThat(http.get("/actuator/prometheus").body()).contains("event_statistics_ledger_following 0.0");
				assertThat(http.get("/actuator/health").status()).isEqualTo(200);
			}
		}
	}

	@Test
	void nothingOfRedisIsThereWithoutTheLedger() {
		try (ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class,
				"--server.port=0")) {
			assertThat(service.getBeansOfType(RedisConnectionFactory.class)).isEmpty();
			assertThat(service.getBeansOfType(Ledger.class)).isEmpty();
		}
	}

	@Test
	void redisClusterStopsTheStart() {
		assertThatException()
			.isThrownBy(
					() -> SpringApplication
						.run(EventStatisticsApplication.class, "--server.port=0",
								"--event-statistics.ledger.type=redis", "--spring.data.redis.cluster.nodes=localhost:1")
						.close())
			.havingRootCause()
			.withMessageContaining("takes no Redis Cluster");
	}

	private static ConfigurableApplicationContext start(int redisPort, int port) {
		return SpringApplication.run(EventStatisticsApplication.class, "--server.port=" + port,
				"--event-statistics.ledger.type=redis", "--spring.data.redis.port=" + redisPort);
	}

}
