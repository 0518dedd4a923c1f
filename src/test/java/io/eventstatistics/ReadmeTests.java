package io.eventstatistics;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.eventstatistics.web.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes every call that README.md prints, in its order, and compares the answer.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ReadmeTests {

	private static final Path README = Path.of("README.md");

	private static final Pattern CALL = Pattern.compile("^\\$ curl -s (?<arguments>.*)\\n(?<answer>.*)$",
			Pattern.MULTILINE);

	private static final Pattern STREAM = Pattern
		.compile("^\\$ curl -sN 'localhost:5000(?<path>.*)'\\n(?<answer>(?:.*\\n)*?)```$", Pattern.MULTILINE);

	/** An option with its value in quotes or bare, or a bare URL. */
	private static final Pattern ARGUMENT = Pattern.compile("(?:(-\\w)\\s+)?(?:'([^']*)'|(\\S+))");

	private static final String NOW = "'$(date -u +%FT%TZ)'";

	private final JsonMapper json = new JsonMapper();

	@LocalServerPort
	private int port;

	@Test
	void everyCallIsAnsweredAsPrinted() throws Exception {
		Matcher call = CALL.matcher(Files.readString(README));
		List<String> made = new ArrayList<>();
		while (call.find()) {
			String arguments = call.group("arguments").replace(NOW, Instant.now().truncatedTo(ChronoUnit.SECONDS) + "");
			assertThat(this.json.readTree(curl(arguments))).as(arguments)
				.isEqualTo(this.json.readTree(call.group("answer")));
			made.add(arguments);
		}
		assertThat(made).hasSizeGreaterThanOrEqualTo(5);
	}

	@Test
	void streamSendsWhatIsPrinted() throws Exception {
		Matcher call = STREAM.matcher(Files.readString(README));
		assertThat(call.find()).isTrue();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + call.group("path")))
			.build();
		try (Stream<String> lines = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
			List<String> printed = call.group("answer").lines().toList();
			List<String> sent = lines.limit(printed.size()).toList();
			for (int i = 0; i < printed.size(); i++) {
				assertThat(withoutFigures(sent.get(i))).isEqualTo(withoutFigures(printed.get(i)));
			}
		}
	}

	/** What was sent before is not the same each time. */
	private static String withoutFigures(String line) {
		return line.startsWith("data:") ? line.replaceAll(":[^,}]+([,}])", ":$1") : line;
	}

	@Test
	void everySettingIsDocumentedWithItsDefault() throws Exception {
		String readme = Files.readString(README);
		String metadata = Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json"));
		this.json.readTree(metadata).get("properties").forEach((property) -> {
			String row = "| `%s` | ".formatted(property.get("name").stringValue());
			if (property.has("defaultValue")) {
				row += "`%s` |".formatted(property.get("defaultValue").asString());
			}
			assertThat(readme).contains(row);
		});
	}

	private String curl(String arguments) {
		String url = "";
		String body = "";
		List<String> headers = new ArrayList<>();
		Matcher argument = ARGUMENT.matcher(arguments);
		while (argument.find()) {
			String text = (argument.group(2) != null) ? argument.group(2) : argument.group(3);
			switch ((argument.group(1) != null) ? argument.group(1) : "") {
				case "-H" -> headers.addAll(List.of(text.split(": ")));
				case "-d" -> body = text;
				case "" -> url = text;
				default -> throw new IllegalArgumentException("curl option in " + arguments);
			}
		}
		assertThat(url).startsWith("localhost:5000/");
		return new Http(this.port)
			.send(body.isEmpty() ? "GET" : "POST", url.substring("localhost:5000".length()), body,
					headers.toArray(String[]::new))
			.body();
	}

}
