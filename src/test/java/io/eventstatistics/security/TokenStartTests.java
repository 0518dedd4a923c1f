package io.eventstatistics.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.EventStatisticsApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tokens that stop the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenStartTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	static Path secrets;

	@ParameterizedTest
	@CsvSource({ "write-tokens", "read-tokens", "operate-tokens", "write-token-files", "read-token-files",
			"operate-token-files" })
	void emptySettingStopsTheStart(String setting) {
		assertThatException().isThrownBy(() -> start(setting + "=").close())
			.withStackTraceContaining("event-statistics.security." + setting
					+ " is empty: give a token, or leave the setting out to be open to all");
	}

	@ParameterizedTest
	@CsvSource({ "write-tokens=short, a token among write-tokens is not of at least 16",
			"read-tokens=spaces are not allowed, a token among read-tokens is not of at least 16",
			"operate-token-files=/nowhere/token, the token file /nowhere/token cannot be read" })
	void tokensThatCannotWorkStopTheStart(String setting, String message) {
		assertThatException().isThrownBy(() -> start(setting).close()).withStackTraceContaining(message);
	}

	@Test
	void fileWithoutTokensStopsTheStart() throws Exception {
		Path empty = Files.writeString(secrets.resolve("empty"), " \n");
		assertThatException().isThrownBy(() -> start("read-token-files=" + empty).close())
			.withStackTraceContaining("the token file " + empty + " is empty");
		Path wrong = Files.writeString(secrets.resolve("wrong"), "secret!\n");
		assertThatException().isThrownBy(() -> start("read-token-files=" + wrong).close())
			.withStackTraceContaining("a token in " + wrong + " is not of at least 16")
			.satisfies((ex) -> assertThat(ex).message().doesNotContain("secret!"));
	}

	private static ConfigurableApplicationContext start(String... settings) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
		for (String setting : settings) {
			all.add("--event-statistics.security." + setting);
		}
		return SpringApplication.run(EventStatisticsApplication.class, all.toArray(String[]::new));
	}

}
