package io.eventstatistics;

import java.io.IOException;
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
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Executes README.md and the documents under src/docs: makes every call they print, in
 * order, and compares the answers; runs the programs; follows the links.
 */
class ReadmeTests extends RunningService {

	private static final Path README = Path.of("README.md");

	private static final Path DOCUMENTS = Path.of("src", "docs");

	/** A call, with its answer up to the next empty line; a stream's up to the end. */
	private static final Pattern CALL = Pattern.compile(
			"^\\$ curl -s(?<stream>N?) (?<arguments>.*)\\n(?<answer>(?:(?!```).*\\n)*?)(?=```|\\n\\$)",
			Pattern.MULTILINE);

	/** An option with its value in quotes or bare, or a bare URL. */
	private static final Pattern ARGUMENT = Pattern.compile("(?:(-\\w)\\s+)?(?:'([^']*)'|(\\S+))");

	private static final Pattern LINK = Pattern
		.compile("(?:\\]\\(|(?:src|srcset)=\")(?!http)(?<target>[^)\"#]*)(?:#(?<anchor>[^)]+))?");

	private static final String NOW = "'$now'";

	private static final String ADDRESS = "localhost:5000";

	private final JsonMapper json = new JsonMapper();

	static List<Path> documents() throws IOException {
		try (Stream<Path> others = Files.list(DOCUMENTS)) {
			return Stream.concat(Stream.of(README), others.filter((path) -> path.toString().endsWith(".md")).sorted())
				.toList();
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyCallIsAnsweredAsPrinted(Path document) throws Exception {
		String text = Files.readString(document);
		Matcher call = CALL.matcher(text);
		int made = 0;
		while (call.find()) {
			String arguments = call.group("arguments").replace(NOW, Instant.now().truncatedTo(ChronoUnit.SECONDS) + "");
			String answer = call.group("answer");
			if (!answer.startsWith("{") && call.group("stream").isEmpty()) {
				assertThat(curl(arguments).lines()).as(arguments).containsExactlyElementsOf(answer.lines().toList());
			}
			else if (call.group("stream").isEmpty()) {
				assertThat(this.json.readTree(curl(arguments))).as(arguments).isEqualTo(this.json.readTree(answer));
			}
			else {
				assertStreams(arguments, answer.lines().toList());
			}
			made++;
		}
		assertThat(made).isEqualTo(text.split("\\$ curl ", -1).length - 1);
	}

	@Test
	void readmeAndApiPrintCalls() throws Exception {
		for (Path document : List.of(README, DOCUMENTS.resolve("api.md"))) {
			assertThat(CALL.matcher(Files.readString(document)).results()).hasSizeGreaterThanOrEqualTo(4);
		}
	}

	@ParameterizedTest
	@CsvSource({ "bash, bash, Send.sh, curl --version, 5", "python, python3, Send.py, python3 --version, 1",
			"javascript, node, Send.mjs, node -e fetch, 1", "java, java, Send.java, java -version, 1" })
	void programSendsEvents(String language, String command, String file, String trial, int events,
			@TempDir Path folder) throws Exception {
		assumeTrue(run(trial.split(" "), folder) == 0, () -> "cannot run " + trial + " here");
		Matcher block = Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(Files.readString(README));
		assertThat(block.find()).isTrue();
		Path program = Files.writeString(folder.resolve(file),
				block.group(1).replace(ADDRESS, "localhost:" + this.port));
		assertThat(run(new String[] { command, program.toString() }, folder)).as(() -> language + ": " + output(folder))
			.isZero();
		assertThat(this.service.statistics().count()).isEqualTo(events);
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyLinkLeadsToAFile(Path document) throws Exception {
		Matcher link = LINK.matcher(Files.readString(document));
		while (link.find()) {
			Path target = link.group("target").isEmpty() ? document : document.resolveSibling(link.group("target"));
			assertThat(target).exists();
			if (link.group("anchor") != null) {
				assertThat(Files.readAllLines(target)).as("%s in %s", link.group(), document)
					.anyMatch((line) -> line.matches("#+ .*") && anchor(line).equals(link.group("anchor")));
			}
		}
	}

	private static String anchor(String heading) {
		return heading.replaceFirst("#+ ", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9 _-]", "")
			.replace(' ', '-');
	}

	@Test
	void everySettingIsDocumentedWithItsDefault() throws Exception {
		String operations = Files.readString(DOCUMENTS.resolve("operations.md"));
		String metadata = Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json"));
		this.json.readTree(metadata).get("properties").forEach((property) -> {
			String row = "| `%s` | ".formatted(property.get("name").stringValue());
			if (property.has("defaultValue")) {
				row += "`%s` |".formatted(property.get("defaultValue").asString());
			}
			assertThat(operations).contains(row);
		});
	}

	private void assertStreams(String arguments, List<String> printed) throws Exception {
		String url = arguments.replace("'", "").replace(ADDRESS, "http://localhost:" + this.port);
		HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
		try (Stream<String> lines = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
			assertThat(lines.limit(printed.size()).toList()).isEqualTo(printed);
		}
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
		assertThat(url).startsWith(ADDRESS + "/");
		return new Http(this.port)
			.send(body.isEmpty() ? "GET" : "POST", url.substring(ADDRESS.length()), body,
					headers.toArray(String[]::new))
			.body();
	}

	/** Returns the exit status; -1 if there is no such command. */
	private static int run(String[] command, Path folder) throws InterruptedException {
		if ("java".equals(command[0])) {
			command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		}
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("output").toFile());
		builder.environment().put("no_proxy", "localhost");
		try {
			Process process = builder.start();
			if (!process.waitFor(60, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
			return process.waitFor();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private static String output(Path folder) {
		try {
			return Files.readString(folder.resolve("output"));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
