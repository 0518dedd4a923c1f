package io.eventstatistics.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
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

/**
 * Token files that change while the service runs.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class TokenFileTests {

	private static final String OLD = "old-token-0123456789";

	private static final String NEW = "new-token-0123456789";

	private static final String NEXT = "next-token-0123456789";

	@TempDir
	private Path directory = Path.of("");

	/** As Kubernetes does it: the name stays, a directory behind a link is another. */
	@Test
	void aLinkThatIsSwappedChangesTheTokens(CapturedOutput output) throws IOException {
		Path file = Files.createSymbolicLink(this.directory.resolve("write"), Path.of("..data", "write"));
		swap("one", OLD);
		TokenFile tokens = new TokenFile(file);
		tokens.refresh();
		assertThat(output.getOut()).isEmpty();
		swap("two", NEW + "\n" + NEXT);
		assertThat(tokens.tokens()).containsExactly(TokenDigest.of(OLD));
		tokens.refresh();
		assertThat(tokens.tokens()).containsExactly(TokenDigest.of(NEW), TokenDigest.of(NEXT));
		assertThat(output.getOut()).contains("The token file " + file + " has changed: its 2 tokens")
			.doesNotContain(NEW, NEXT, OLD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "", " \n\n", "short", "a token with blanks in it", NEW + "\nshort", "\u00e9" })
	void aFileThatIsNotWellKeepsTheTokensAndIsLoggedOnce(String content, CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("tokens"), OLD);
		TokenFile tokens = new TokenFile(file);
		for (int i = 1; i <= 2; i++) {
			if (content.equals("missing")) {
				Files.delete(file);
			}
			else {
				Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
			}
			tokens.refresh();
			tokens.refresh();
			assertThat(tokens.tokens()).containsExactly(TokenDigest.of(OLD));
			assertThat(output.getOut().lines().filter((line) -> line.contains("WARN"))).hasSize(i)
				.allSatisfy((line) -> assertThat(line).contains("event-statistics.security: ", file.toString())
					.endsWith(": the tokens that it had are still used"));
			Files.writeString(file, OLD);
			tokens.refresh();
		}
		Files.writeString(file, NEXT);
		tokens.refresh();
		assertThat(tokens.tokens()).containsExactly(TokenDigest.of(NEXT));
	}

	@Test
	void aTokenIsChangedWithoutARestart() throws IOException {
		Path write = Files.writeString(this.directory.resolve("write"), OLD);
		Path read = Files.writeString(this.directory.resolve("read"), NEXT);
		try (ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class,
				"--server.port=0", "--event-statistics.security.write-token-files=" + write,
				"--event-statistics.security.read-token-files=" + read)) {
			Http http = new Http(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			assertThat(post(http, OLD)).isEqualTo(201);
			assertThat(post(http, NEW)).isEqualTo(401);
			Files.delete(read);
			replace(write, NEW);
			await(() -> post(http, NEW) == 201);
			assertThat(post(http, OLD)).isEqualTo(401);
			assertThat(post(http, NEXT)).isEqualTo(403);
			assertThat(http.get("/statistics", "Authorization", "Bearer " + NEXT).status()).isEqualTo(200);
		}
	}

	private static int post(Http http, String token) {
		return http
			.send("POST", "/event", "{\"timestamp\": \"%s\", \"value\": 1}".formatted(Instant.now()), "Content-Type",
					"application/json", "Authorization", "Bearer " + token)
			.status();
	}

	private static void await(BooleanSupplier condition) {
		for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		assertThat(condition.getAsBoolean()).isTrue();
	}

	private void swap(String version, String content) throws IOException {
		Path data = Files.createDirectory(this.directory.resolve(version));
		Files.write(data.resolve("write"), List.of(content));
		Path link = Files.createSymbolicLink(this.directory.resolve("..data_tmp"), Path.of(version));
		Files.move(link, this.directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
	}

	private static void replace(Path file, String content) throws IOException {
		Path next = Files.writeString(file.resolveSibling("next"), content);
		Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
	}

}
