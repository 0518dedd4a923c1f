package io.eventstatistics.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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
 * explores it. The document is read and converted on the first request. Thread-safe.
 */
@RestController
class OpenApiController {

	private static final String YAML = "application/vnd.oai.openapi";

	private final SingletonSupplier<byte[]> yaml;

	private final SingletonSupplier<byte[]> json;

	@Autowired
	OpenApiController(JsonMapper mapper) {
		this(mapper, new ClassPathResource("openapi.yaml"));
	}

	OpenApiController(JsonMapper mapper, Resource document) {
		this.yaml = SingletonSupplier.of(() -> read(document));
		this.json = SingletonSupplier.of(() -> toJson(mapper, this.yaml.obtain()));
	}

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] json() {
		return this.json.obtain();
	}

	@GetMapping(path = "/v3/api-docs.yaml", produces = YAML)
	byte[] yaml() {
		return this.yaml.obtain();
	}

	/**
	 * The location is relative, so that it works below a context path and behind a proxy.
	 */
	@GetMapping("/swagger-ui.html")
	ResponseEntity<Void> explorer() {
		return ResponseEntity.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, "swagger-ui/index.html").build();
	}

	private static byte[] read(Resource document) {
		try {
			return document.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] toJson(JsonMapper mapper, byte[] document) {
		Yaml parser = new Yaml(new SafeConstructor(new LoaderOptions()));
		return mapper.writeValueAsBytes(parser.load(new String(document, StandardCharsets.UTF_8)));
	}

}
