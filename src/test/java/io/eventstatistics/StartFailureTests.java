package io.eventstatistics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the log has if a setting ends the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"security.write-tokens=short | event-statistics.security: a token among write-tokens is not of at least 16 letters, digits or -._~+/ with = at the end: make one with openssl rand -hex 24",
			"security.read-token-files=/nowhere/x | event-statistics.security: the token file /nowhere/x cannot be read: give the path of a file with one token a line",
			"security.read-tokens= | event-statistics.security.read-tokens is empty: give a token, or leave the setting out to be open to all",
			"security.write-token=abc | event-statistics.security.write-token does not exist: there are event-statistics.security.write-tokens, event-statistics.security.read-tokens, event-statistics.security.operate-tokens, event-statistics.security.write-token-files, event-statistics.security.read-token-files, event-statistics.security.operate-token-files",
			"ingest.maxbody.x=1 | event-statistics.ingest.maxbody.x does not exist: there are event-statistics.window,",
			"windw=5m | event-statistics.windw does not exist: there are event-statistics.window,",
			"window=abc | event-statistics.window must be a duration such as 5m or PT5M but is \"abc\"",
			"window=8d | event-statistics.window must be between PT1S and PT168H but is PT192H",
			"ingest.max-body=9XB | event-statistics.ingest.max-body must be a size such as 16MB but is \"9XB\"",
			"live.max-subscribers=many | event-statistics.live.max-subscribers must be a whole number but is \"many\"",
			"ledger.type=fil | event-statistics.ledger.type must be one of none, file, redis, kafka but is \"fil\"",
			"ledger.type=file | event-statistics.ledger.directory must be set, as event-statistics.ledger.type is file",
			"ledger.sync=always | event-statistics.ledger.sync is of a file ledger: set event-statistics.ledger.type to file",
			"cors.allowed-origins=x | event-statistics.cors.allowed-origins must be origins such as https://app.example.org, without a path, or * for all, but has \"x\"",
			"page.unit=milliseconds of latency | event-statistics.page.unit must have at most 20 characters but has 23",
			"rate-limit.burst=3 | event-statistics.rate-limit.burst is for a limit, so give events-per-second too" })
	void settingIsExplainedInFewLines(String setting, String reason, CapturedOutput output) {
		assertReported(output, reason, "--event-statistics." + setting);
	}

	@Test
	void wrongCombinationsAreExplainedInFewLines(CapturedOutput output, @TempDir Path folder) throws Exception {
		assertReported(output, "event-statistics.security.operate-tokens need an actuator with a path of its own",
				"--management.endpoints.web.base-path=/",
				"--event-statistics.security.operate-tokens=operate-0123456789abcdef");
		Path file = Files.writeString(folder.resolve("file"), "");
		assertReported(output, "event-statistics.ledger.directory: cannot open the ledger in " + file.resolve("x"),
				"--event-statistics.ledger.type=file", "--event-statistics.ledger.directory=" + file.resolve("x"));
	}

	@Test
	void otherFailuresAreLeftToBoot() {
		assertThat(StartFailureReporter.reason(new IllegalStateException("x", new IllegalArgumentException("y"))))
			.isNull();
		assertThat(StartFailureReporter.reason(new IllegalArgumentException())).isNull();
		assertThat(new StartFailureReporter().reportException(new IllegalStateException("event-statistics"))).isFalse();
	}

	private static void assertReported(CapturedOutput output, String reason, String... settings) {
		int before = output.getAll().length();
		String[] all = Stream.concat(Stream.of("--server.port=0"), Stream.of(settings)).toArray(String[]::new);
		assertThatException().isThrownBy(() -> SpringApplication.run(EventStatisticsApplication.class, all).close());
		String report = output.getAll().substring(before);
		assertThat(report.lines()).as(report).hasSizeLessThanOrEqualTo(10);
		assertThat(report).contains("Event Statistics does not start:\n  " + reason)
			.contains("All settings are in src/docs/operations.md");
	}

}
