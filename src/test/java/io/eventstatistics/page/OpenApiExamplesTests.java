package io.eventstatistics.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every operation of the OpenAPI document works as the page of the API prefills it: with
 * the examples and the defaults.
 */
class OpenApiExamplesTests extends RunningService {

	private static final Set<String> STREAMS = Set.of("GET /statistics/stream", "GET /statistics/ws");

	@Test
	void everyOperationWorksAsPrefilled() {
		OpenApiDocument document = new OpenApiDocument(this.http.get("/v3/api-docs").json());
		List<String> called = new ArrayList<>();
		document.operations().forEach((operation, description) -> {
			if (!STREAMS.contains(operation)) {
				String[] parts = operation.split(" ");
				for (JsonNode parameter : description.path("parameters")) {
					assertThat(document.resolve(parameter).path("in").stringValue().equals("header")
							&& isPrefilled(document.resolve(parameter)))
						.as("a fixed header of " + operation)
						.isFalse();
				}
				String path = parts[1] + query(document, description);
				if ("GET".equals(parts[0])) {
					assertThat(this.http.get(path).status()).as(path).isEqualTo(200);
				}
				description.at("/requestBody/content").propertyStream().forEach((content) -> {
					JsonNode example = content.getValue().get("example");
					Response response = this.http.send(parts[0], path,
							example.isString() ? example.stringValue() : example.toString(), "Content-Type",
							content.getKey());
					assertThat(response.status()).as(response.body()).isEqualTo(201);
					assertThat(response.body()).doesNotContain("counted").doesNotContain("expired");
				});
				called.add(operation);
			}
		});
		assertThat(called).hasSizeGreaterThan(6);
		assertThat(count()).as("one event, two of an array and two lines").isEqualTo(5);
	}

	private static String query(OpenApiDocument document, JsonNode description) {
		StringBuilder query = new StringBuilder();
		for (JsonNode reference : description.path("parameters")) {
			JsonNode parameter = document.resolve(reference);
			if ("query".equals(parameter.get("in").stringValue()) && isPrefilled(parameter)) {
				JsonNode value = parameter.has("example") ? parameter.get("example")
						: parameter.get("schema").get("default");
				query.append((query.isEmpty()) ? '?' : '&')
					.append(parameter.get("name").stringValue())
					.append('=')
					.append(URLEncoder.encode(value.asString(), StandardCharsets.UTF_8));
			}
		}
		return query.toString();
	}

	private static boolean isPrefilled(JsonNode parameter) {
		return parameter.has("example") || parameter.get("schema").has("default");
	}

	@Test
	void everyRefusalHasAnExample() {
		OpenApiDocument document = new OpenApiDocument(this.http.get("/v3/api-docs").json());
		document.operations()
			.forEach((operation, description) -> description.get("responses").propertyStream().forEach((response) -> {
				JsonNode problem = document.resolve(response.getValue())
					.path("content")
					.path("application/problem+json");
				if (!problem.isMissingNode()) {
					assertThat(problem.path("example").path("detail").stringValue("")).as(operation + " " + response)
						.isNotEmpty()
						.isEqualTo(problem.path("example").path("error").stringValue(""));
					if (!"default".equals(response.getKey())) {
						assertThat(problem.path("example").path("status").intValue())
							.isEqualTo(Integer.parseInt(response.getKey()));
					}
				}
			}));
	}

	@Test
	void streamsSayHowToTryThem() {
		OpenApiDocument document = new OpenApiDocument(this.http.get("/v3/api-docs").json());
		assertThat(document.operation("GET /statistics/stream").get("description").stringValue())
			.contains("curl -N 'http://localhost:5000/statistics/stream?every=1s'");
		assertThat(document.operation("GET /statistics/ws").get("description").stringValue())
			.contains("new WebSocket('ws://localhost:5000/statistics/ws')");
	}

	@Test
	void timestampsAreThoseOfTheRequest() {
		Instant[] now = { Instant.parse("2027-02-28T23:59:59.5Z") };
		OpenApiController controller = new OpenApiController(new JsonMapper(), new ByteArrayResource(
				"a: ['2026-11-23T14:30:00.123456789Z', '2026-11-23T13:30:01+00:00']".getBytes(StandardCharsets.UTF_8)),
				(InstantSource) () -> now[0]);
		assertThat(controller.json()).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"a\":[\"2027-02-28T23:59:58.123456789Z\",\"2027-02-28T22:59:59+00:00\"]}");
		now[0] = now[0].plus(Duration.ofSeconds(2));
		assertThat(controller.yaml()).asString(StandardCharsets.UTF_8)
			.isEqualTo("a: ['2027-03-01T00:00:00.123456789Z', '2027-02-28T23:00:01+00:00']");
	}

}
