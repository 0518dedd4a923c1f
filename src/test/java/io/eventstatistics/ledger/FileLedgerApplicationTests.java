package io.eventstatistics.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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
			Http http = http(service);
			assertThat(http.postEvent(Instant.now(), 1).status()).isEqualTo(201);
			assertThat(http.postEvent(Instant.now(), 2).status()).isEqualTo(201);
			assertThatException().isThrownBy(() -> start("file").close())
				.havingRootCause()
				.withMessageContaining("event-statistics.ledger.directory " + this.directory + " is in use");
		}
		try (ConfigurableApplicationContext service = start("FILE")) {
			Http http = http(service);
			assertThat(http.get("/statistics").body()).contains("\"count\":2", "\"max\":2.0");
			assertThat(http.get("/actuator/health").status()).isEqualTo(200);
			Files.write(segment(), new byte[0]);
			Replica.await(() -> http.get("/health").status() == 503);
			assertThat(http.get("/actuator/health").status()).isEqualTo(503);
			assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(http.get("/statistics").body()).contains("\"count\":2");
			assertThat(http.postEvent(Instant.now(), 1).json().get("detail").stringValue()).contains("has failed");
		}
		assertThat(output.getAll()).contains("store ledger (file)", "Replayed 2 events", "deleted or cut off");
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

	private static Http http(ConfigurableApplicationContext service) {
		return new Http(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
	}

}
