package io.eventstatistics.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.live.LivePublisher;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares the service with its OpenAPI document: each path, method and status is
 * answered as described, and no other path is served.
 */
class OpenApiTests {

	/** Needs a shared log; tested with the ledger. */
	private static final String IN_FLIGHT = "409";

	/** Answered after ten seconds: BodyIntakeTests. */
	private static final String TOO_SLOW = "408";

	/** A fault of the server: ErrorTests. */
	private static final String FAULT = "default";

	/**
	 * Requests that an HTTP client cannot send, or that need many clients:
	 * QuestionGateTests.
	 */
	private static final Set<String> UPGRADES = Set.of("GET /statistics/ws 101", "GET /statistics/ws 503",
			"GET /statistics 503", "GET /statistics/history 503", "GET /statistics/histogram 503", "GET /series 503");

	private static final List<ConfigurableApplicationContext> services = new ArrayList<>();

	private static int small;

	private static int limited;

	private static int secured;

	private static OpenApiDocument document = new OpenApiDocument(new JsonMapper().nullNode());

	@BeforeAll
	static void start() {
		small = start("--event-statistics.max-events=1000", "--event-statistics.ingest.max-body=64KB",
				"--event-statistics.live.max-subscribers=1");
		limited = start("--event-statistics.rate-limit.events-per-second=1", "--event-statistics.rate-limit.burst=1");
		secured = start("--event-statistics.security.read-tokens=" + OpenApiRequests.READER,
				"--event-statistics.security.write-tokens=" + OpenApiRequests.WRITER);
		document = new OpenApiDocument(new Http(small).get("/v3/api-docs").json());
	}

	@AfterAll
	static void stop() {
		services.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void everyPathThatIsServedIsDescribed() {
		Set<String> served = new TreeSet<>();
		services.get(0)
			.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.forEach((mapping, method) -> {
				if (method.getBeanType().getPackageName().equals("io.eventstatistics.web")) {
					mapping.getMethodsCondition()
						.getMethods()
						.forEach((verb) -> mapping.getPatternValues().forEach((path) -> served.add(verb + " " + path)));
				}
			});
		assertThat(document.operations().keySet()).isEqualTo(served);
	}

	@Test
	void everyStatusIsReallyAnsweredAsDescribed() throws Exception {
		Set<String> described = new TreeSet<>();
		document.operations()
			.forEach((operation, description) -> description.get("responses").propertyNames().forEach((status) -> {
				if (!Set.of(FAULT, IN_FLIGHT, TOO_SLOW).contains(status)
						&& !UPGRADES.contains(operation + " " + status)) {
					described.add(operation + " " + status);
				}
			}));
		try (OpenApiRequests open = new OpenApiRequests(small, limited, secured, services.get(0))) {
			Map<String, Supplier<Response>> requests = open.requests();
			assertThat(new TreeSet<>(requests.keySet())).isEqualTo(described);
			requests.forEach((what, request) -> assertAnswered(what, request.get()));
		}
	}

	@Test
	void socketIsReallyOpenedWhereThereIsAPlace() throws Exception {
		assertThat(document.operation("GET /statistics/ws").get("responses").propertyNames()).contains("101", "503");
		LivePublisher publisher = services.get(0).getBean(LivePublisher.class);
		awaitSubscribers(publisher, 0);
		try (Socket first = upgrade()) {
			assertThat(status(first)).isEqualTo(101);
			awaitSubscribers(publisher, 1);
			try (Socket second = upgrade()) {
				assertThat(status(second)).isEqualTo(503);
			}
		}
	}

	@Test
	void everyExampleIsOfItsSchema() {
		List<JsonNode> contents = document.contents();
		assertThat(contents).hasSizeGreaterThan(15);
		int examples = 0;
		for (JsonNode content : contents) {
			for (JsonNode media : content) {
				examples += (media.has("example") ? 1 : 0) + media.path("examples").size();
				if (media.has("example")) {
					assertThat(document.faults(media.get("example"), media.get("schema"), "")).as(media.toString())
						.isEmpty();
				}
				for (JsonNode example : media.path("examples")) {
					assertThat(document.faults(example.get("value"), media.get("schema"), "")).as(media.toString())
						.isEmpty();
				}
			}
		}
		assertThat(examples).isGreaterThan(15);
	}

	@Test
	void everyParameterAndOperationIsExplained() {
		assertThat(document.operations()).hasSizeGreaterThan(7);
		document.operations().forEach((operation, description) -> {
			assertThat(description.path("summary").stringValue("")).as(operation).isNotBlank();
			for (JsonNode parameter : description.path("parameters")) {
				assertThat(document.resolve(parameter).path("description").stringValue("")).as(operation).isNotBlank();
			}
		});
		assertThat(document.resolve(document.operation("POST /event").at("/parameters/0")).get("name").stringValue())
			.isEqualTo("Idempotency-Key");
	}

	@Test
	void explorerIsThere() {
		Response explorer = new Http(small).get("/swagger-ui.html");
		assertThat(explorer.status()).isEqualTo(302);
		assertThat(explorer.header("Location")).isEqualTo("swagger-ui/index.html");
		assertThat(new Http(small).get("/swagger-ui/index.html").body()).contains("swagger-initializer.js");
		assertThat(new Http(small).get("/swagger-ui/swagger-initializer.js").body()).contains("url: '../v3/api-docs'")
			.doesNotContain("http:", "https:");
		assertThat(new Http(small).get("/swagger-ui/swagger-ui-bundle.js").status()).isEqualTo(200);
	}

	@Test
	void documentIsTheSameAsYamlAndAsJson() {
		Response yaml = new Http(small).get("/v3/api-docs.yaml");
		assertThat(yaml.header("Content-Type")).isEqualTo("application/vnd.oai.openapi");
		assertThat(yaml.body()).contains("# What GET /v3/api-docs answers");
		assertThat(document.version()).isEqualTo("3.1.0");
		assertThat(yaml.body()
			.lines()
			.filter((line) -> line.startsWith("  /"))
			.map((line) -> line.strip().replace(":", ""))).containsExactlyInAnyOrderElementsOf(document.paths());
	}

	@Test
	void documentThatIsMissingIsAFault() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(new OpenApiController(new JsonMapper(),
				new ClassPathResource("nope.yaml"), InstantSource.system())::json);
	}

	private static void assertAnswered(String what, Response answer) {
		String[] parts = what.split(" ");
		assertThat(answer.status()).as(what).isEqualTo(Integer.parseInt(parts[2]));
		JsonNode described = document
			.resolve(document.operation(parts[0] + " " + parts[1]).get("responses").get(parts[2]));
		String type = answer.header("Content-Type").split(";")[0];
		assertThat(described.get("content").propertyNames()).as(what).contains(type);
		if (type.endsWith("json")) {
			assertThat(document.faults(answer.json(), described.get("content").get(type).get("schema"), "")).as(what)
				.isEmpty();
		}
		JsonNode example = described.get("content").get(type).path("example");
		if ("application/problem+json".equals(type) && !"/events".equals(parts[1])) {
			assertThat(answer.json().get("title")).as(what).isEqualTo(example.path("title"));
		}
		if (answer.status() < 500 && "application/problem+json".equals(type) && !"/events".equals(parts[1])) {
			assertThat(words(answer.json())).as(what).isEqualTo(words(example));
		}
		described.path("headers").propertyNames().forEach((header) -> {
			String value = answer.header(header);
			if (!"Idempotency-Replayed".equals(header)) {
				assertThat(value).as(what + " " + header).isNotEmpty();
			}
			JsonNode constant = document.resolve(described.get("headers").get(header)).get("schema").path("const");
			if (!value.isEmpty() && constant.isString()) {
				assertThat(value).isEqualTo(constant.stringValue());
			}
		});
	}

	/** Returns the first two words of a problem's text: examples are real answers. */
	private static List<String> words(JsonNode problem) {
		return Arrays.asList(problem.path("detail").stringValue("").split(" ")).subList(0, 2);
	}

	private static void awaitSubscribers(LivePublisher publisher, int count) throws InterruptedException {
		for (int i = 0; i < 200 && publisher.subscribers() != count; i++) {
			Thread.sleep(50);
		}
		assertThat(publisher.subscribers()).isEqualTo(count);
	}

	private static Socket upgrade() throws IOException {
		Socket socket = new Socket("127.0.0.1", small);
		socket.getOutputStream()
			.write(("GET /statistics/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static int status(Socket socket) throws IOException {
		return Integer
			.parseInt(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).substring(9));
	}

	private static int start(String... settings) {
		String[] all = Arrays.copyOf(settings, settings.length + 1);
		all[settings.length] = "--server.port=0";
		ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class, all);
		services.add(service);
		return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
	}

}
