package io.eventstatistics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.eventstatistics.testing.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The log lines of the service when it is ready and when it stops.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LifecycleLogTests {

	private static final String TOKEN = "token-0123456789abcdef";

	@TempDir
	private Path directory = Path.of("");

	@Test
	void eventsInMemoryAreGivenUp(CapturedOutput output) {
		try (ConfigurableApplicationContext service = start("--event-statistics.max-events=20035")) {
			record(service, 2);
		}
		List<String> lines = output.getOut().strip().lines().toList();
		assertThat(lines).hasSize(2);
		assertThat(lines.get(0)).containsPattern("Event Statistics \\d\\S+ is ready: port \\d+, window PT1H,"
				+ " room for 20,035 events, store memory, open without a token: write, read, operate$");
		assertThat(lines.get(1)).endsWith("Event Statistics is stopping: 2 events in memory are given up");
	}

	@Test
	void eventsInALedgerAreKeptAndReplayed(CapturedOutput output) {
		String[] ledger = { "--event-statistics.ledger.type=file",
				"--event-statistics.ledger.directory=" + this.directory };
		try (ConfigurableApplicationContext service = start(ledger)) {
			record(service, 3);
		}
		start(ledger).close();
		List<String> lines = output.getOut().strip().lines().toList();
		assertThat(lines).hasSize(4);
		assertThat(lines.get(0)).contains("store ledger (file), replayed 0 events in 0.");
		assertThat(lines.get(1)).endsWith("stopping: 3 events are kept by the ledger (file)");
		assertThat(lines.get(2)).contains("store ledger (file), replayed 3 events in 0.");
		assertThat(lines.get(3)).isNotEqualTo(lines.get(1))
			.endsWith("stopping: 3 events are kept by the ledger (file)");
	}

	@Test
	void aServiceThatStopsDuringItsReplayIsNeverReady(CapturedOutput output) throws Exception {
		CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();
		SpringApplication application = new SpringApplication(EventStatisticsApplication.class);
		application.addListeners((ApplicationListener<ApplicationStartedEvent>) (event) -> started
			.complete(event.getApplicationContext()));
		CompletableFuture<?> run = CompletableFuture.runAsync(() -> application.run("--server.port=0",
				"--event-statistics.ledger.type=redis", "--spring.data.redis.port=1"));
		started.get(50, TimeUnit.SECONDS).close();
		run.handle((result, failure) -> 0).get(50, TimeUnit.SECONDS);
		assertThat(output.getOut())
			.contains("stopping: the replay is not finished, the ledger (redis) keeps its events")
			.doesNotContain("is ready");
	}

	@Test
	void saysWhatTokensGuard(CapturedOutput output) {
		start("--event-statistics.security.write-tokens=" + TOKEN, "--event-statistics.security.read-tokens=" + TOKEN)
			.close();
		assertThat(output.getOut()).contains("store memory, open without a token: operate\n");
		start(Stream.of("write", "read", "operate")
			.map((access) -> "--event-statistics.security." + access + "-tokens=" + TOKEN)
			.toArray(String[]::new)).close();
		assertThat(output.getOut()).contains("store memory, guarded: nothing is open without a token\n");
	}

	@Test
	void aStartThatFailsSaysNeither(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
			assertThatException().isThrownBy(() -> start("--server.port=" + taken.getLocalPort()).close());
		}
		assertThat(output.getOut()).doesNotContain("is ready", "is stopping");
	}

	private static void record(ConfigurableApplicationContext service, int events) {
		Http http = new Http(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		for (int i = 0; i < events; i++) {
			assertThat(http.postEvent(Instant.now(), i).status()).isEqualTo(201);
		}
	}

	private static ConfigurableApplicationContext start(String... settings) {
		String[] all = Stream.concat(Stream.of("--server.port=0"), Arrays.stream(settings)).toArray(String[]::new);
		return SpringApplication.run(EventStatisticsApplication.class, all);
	}

}
