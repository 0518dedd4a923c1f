package io.eventstatistics.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service with a ledger in a directory, as it is started, twice, and again.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class FileLedgerApplicationTests {

	@TempDir
	private Path directory = Path.of("");

	@Test
	void aRestartLosesNothingAndALostFileIsUnhealthy(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext service = start("file")) {
			Http http = LedgerServices.http(service);
			assertThat(http.postEvent(Instant.now(), 1).status()).isEqualTo(201);
			assertThat(http.postEvent(Instant.now(), 2).status()).isEqualTo(201);
			assertThatException().isThrownBy(() -> start("file").close())
				.havingRootCause()
				.withMessageContaining("event-statistics.ledger.directory " + this.directory + " is in use");
		}
		try (ConfigurableApplicationContext service = start("FILE")) {
			Http http = LedgerServices.http(service);
			assertThat(http.get("/statistics").body()).contains("\"count\":2", "\"max\":2.0");
			assertThat(http.get("/actuator/health").status()).isEqualTo(200);
			assertThat(http.get("/dashboard/state.json").json().get("ledger").toString())
				.isEqualTo("{\"type\":\"file\",\"state\":\"following\",\"entries\":2}");
			Files.write(segment(), new byte[0]);
			Replica.await(() -> http.get("/health").status() == 503);
			assertThat(http.get("/dashboard/state.json").json().at("/ledger/state").stringValue()).isEqualTo("failed");
			assertThat(http.get("/actuator/health").status()).isEqualTo(503);
			assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(http.get("/statistics").body()).contains("\"count\":2");
			assertThat(http.postEvent(Instant.now(), 1).json().get("detail").stringValue()).contains("has failed");
		}
		assertThat(output.getAll()).contains("store ledger (file)", "replayed 2 events in", "deleted or truncated",
				"stopping: the ledger (file) has failed");
	}

	@Test
	void stopsAndStartsAgain(CapturedOutput output) {
		try (ConfigurableApplicationContext service = start("file")) {
			for (int i = 1; i <= 3; i++) {
				assertThat(LedgerServices.http(service).postEvent(Instant.now(), i).status()).isEqualTo(201);
				service.stop();
				service.start();
				Replica.await(() -> service.getBean(Ledger.class).isFollowing());
				assertThat(LedgerServices.http(service).get("/statistics").json().get("count").intValue()).isEqualTo(i);
			}
			assertThat(output.getOut()).doesNotContain("stopping");
		}
		assertThat(output.getOut()).contains("stopping: 3 events are kept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "none" })
	void theTypeAloneChoosesTheVolumeOfTheImage(String type) {
		SpringApplication
			.run(EventStatisticsApplication.class, "--server.port=0", "--event-statistics.ledger.type=" + type,
					"--spring.config.additional-location=file:src/main/docker/",
					"--image.ledger-directory.file=" + this.directory)
			.close();
		assertThat(this.directory.resolve("lock").toFile().exists()).isEqualTo(type.equals("file"));
	}

	/** As without a ledger: a keyed request is one batch, of its own size. */
	@Test
	void sizesOfBatchesAreThoseOfTheRequests() {
		try (ConfigurableApplicationContext service = start("file")) {
			Http http = LedgerServices.http(service);
			String now = "{\"timestamp\": \"%s\", \"value\": 1}".formatted(Instant.now());
			String past = "{\"timestamp\": \"2020-01-01T00:00:00Z\", \"value\": 1}";
			assertThat(http.postEvent(now).status()).isEqualTo(201);
			for (int i = 0; i < 2; i++) {
				assertThat(post(http, "/event", now, "one").status()).isEqualTo(201);
				assertThat(post(http, "/events", "[%s, %s, %s]".formatted(now, now, past), "three").status())
					.isEqualTo(201);
				assertThat(post(http, "/event", past, "past").status()).isEqualTo(201);
			}
			String scrape = http.get("/actuator/prometheus").body();
			assertThat(scrape).contains("event_statistics_batch_events_bucket{le=\"0.0\"} 0\n",
					"event_statistics_batch_events_bucket{le=\"1.0\"} 2\n",
					"event_statistics_batch_events_bucket{le=\"3.0\"} 3\n", "event_statistics_batch_events_count 3\n",
					"event_statistics_events_counted_total 4.0\n");
		}
	}

	private static Response post(Http http, String path, String body, String key) {
		return http.send("POST", path, body, "Content-Type", "application/json", "Idempotency-Key", key);
	}

	@Test
	void settingsOfTheFormerLedgerStopTheStart() {
		for (String former : List.of("enabled=true", "stream=events")) {
			assertThatException()
				.isThrownBy(() -> SpringApplication
					.run(EventStatisticsApplication.class, "--server.port=0", "--event-statistics.ledger." + former)
					.close())
				.havingRootCause()
				.withMessageContaining("is no longer used: set event-statistics.ledger.");
		}
	}

	private Path segment() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.toString().endsWith(".log")).findFirst().orElseThrow();
		}
	}

	private ConfigurableApplicationContext start(String type) {
		return SpringApplication.run(EventStatisticsApplication.class, "--server.port=0",
				"--event-statistics.ledger.type=" + type, "--event-statistics.ledger.directory=" + this.directory);
	}

}
