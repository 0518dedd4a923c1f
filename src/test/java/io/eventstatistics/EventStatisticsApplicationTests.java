package io.eventstatistics;

import java.time.Instant;

import io.eventstatistics.testing.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service as it is started.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventStatisticsApplicationTests {

	@Test
	void startsAnswersAndLogsOneLine(CapturedOutput output) {
		try (ConfigurableApplicationContext service = start("--event-statistics.window=15m")) {
			String port = service.getEnvironment().getRequiredProperty("local.server.port");
			Http http = new Http(Integer.parseInt(port));
			assertThat(http.postEvent(Instant.now(), 1).status()).isEqualTo(201);
			assertThat(http.postEvent(Instant.now().minusSeconds(901), 2).status()).isEqualTo(201);
			assertThat(http.postEvent("{}").status()).isEqualTo(400);
			assertThat(http.get("/statistics").json().get("count").intValue()).isOne();
			assertThat(output.getOut().strip().lines()).hasSize(1)
				.first()
				.asString()
				.contains("ready: port " + port + ", window PT15M, room for ");
			assertThat(output.getErr()).isEmpty();
		}
	}

	@Test
	void listensOnPort5000ByDefault() {
		try (ConfigurableApplicationContext service = start()) {
			assertThat(service.getEnvironment().getProperty("server.port")).isEqualTo("0");
			service.getEnvironment().getPropertySources().remove("commandLineArgs");
			assertThat(service.getEnvironment().getProperty("server.port")).isEqualTo("5000");
		}
	}

	@ParameterizedTest
	@CsvSource({ "window=-5m, event-statistics.window must be between PT1S and PT168H but is PT-5M",
			"window=0s, event-statistics.window must be between",
			"window=999ms, event-statistics.window must be between",
			"window=8d, event-statistics.window must be between", "window=soon, soon",
			"max-clock-skew=-1s, event-statistics.max-clock-skew must be between PT0S and PT168H but is PT-1S",
			"max-clock-skew=8d, event-statistics.max-clock-skew must be between",
			"ingest.max-body=1B, event-statistics.ingest.max-body must be from 1KB to 1GB but is 1B",
			"live.max-subscribers=-1, event-statistics.live.max-subscribers must be from 0 to 100000 but is -1",
			"live.max-subscribers=100001, event-statistics.live.max-subscribers must be from 0",
			"windw=5m, event-statistics.windw", "ingest.max-bodi=5, event-statistics.ingest.max-bodi" })
	void settingThatIsWrongStopsTheStart(String setting, String message) {
		assertThatException().isThrownBy(() -> start("--event-statistics." + setting).close())
			.havingRootCause()
			.satisfies((root) -> assertThat(root.toString()).contains(message));
	}

	private static ConfigurableApplicationContext start(String... args) {
		String[] all = new String[args.length + 1];
		all[0] = "--server.port=0";
		System.arraycopy(args, 0, all, 1, args.length);
		return SpringApplication.run(EventStatisticsApplication.class, all);
	}

}
