package io.eventstatistics.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code openapi.yaml}, as YAML and as JSON, and redirects to the page that
 * explores it. The document is read and converted on the first request. The timestamps of
 * its examples are moved to the time of the request, so that the examples can be sent.
 * Thread-safe.
 */
@RestController
class OpenApiController {

	private static final String YAML = "application/vnd.oai.openapi";

	/** The latest timestamp of the examples. */
	private static final Instant LATEST = Instant.parse("2026-11-23T14:30:01Z");

	/** A timestamp of an example, in UTC, without fraction and offset. */
	private static final Pattern TIMESTAMP = Pattern.compile("2026-11-23T\\d\\d:\\d\\d:\\d\\d");

	private final SingletonSupplier<String> yaml;

	private final SingletonSupplier<String> json;

	private final InstantSource clock;

	@Autowired
	OpenApiController(JsonMapper mapper, InstantSource clock) {
		this(mapper, new ClassPathResource("openapi.yaml"), clock);
	}

	OpenApiController(JsonMapper mapper, Resource document, InstantSource clock) {
		this.clock = clock;
		this.yaml = SingletonSupplier.of(() -> read(document));
		this.json = SingletonSupplier.of(() -> toJson(mapper, this.yaml.obtain()));
	}

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] json() {
		return now(this.json.obtain());
	}

	@GetMapping(path = "/v3/api-docs.yaml", produces = YAML)
	byte[] yaml() {
		return now(this.yaml.obtain());
	}

	/** Moves the timestamps of a document, the latest to the last second. */
	private byte[] now(String document) {
		Duration age = Duration.between(LATEST, this.clock.instant().truncatedTo(ChronoUnit.SECONDS));
		return TIMESTAMP.matcher(document)
			.replaceAll((timestamp) -> LocalDateTime.parse(timestamp.group())
				.plus(age)
				.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The location is relative, so that it works below a context path and behind a proxy.
	 */
	@GetMapping("/swagger-ui.html")
	ResponseEntity<Void> explorer() {
		return ResponseEntity.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, "swagger-ui/index.html").build();
	}

	private static String read(Resource document) {
		try {
			return document.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String toJson(JsonMapper mapper, String document) {
		Yaml parser = new Yaml(new SafeConstructor(new LoaderOptions()));
		return mapper.writeValueAsString(parser.load(document));
	}

}
