package io.eventstatistics.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.live.LivePublisher;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import io.swagger.v3.oas.models.OpenAPI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the service to what it says of itself: each path, method and status of the
 * document is really answered as it says, and nothing else is there.
 */
class OpenApiTests {

	/** It takes a shared log to provoke it, with whose tests it is tested. */
	private static final String IN_FLIGHT = "409";

	/** Answered after ten seconds: BodyIntakeTests. */
	private static final String TOO_SLOW = "408";

	/** Of a fault of the server, which ErrorTests provokes. */
	private static final String FAULT = "default";

	/**
	 * What an HTTP client cannot ask for, or takes a crowd: QuestionGateTests.
	 */
	private static final Set<String> UPGRADES = Set.of("GET /statistics/ws 101", "GET /statistics/ws 503",
			"GET /statistics 503", "GET /statistics/history 503");

	private static final String JSON = "application/json";

	private static final String EVENT = "{\"timestamp\": \"2026-11-23T14:30:00Z\", \"value\": 1}";

	private static final String READER = "reader-0123456789abcdef";

	private static final String WRITER = "writer-0123456789abcdef";

	private static final List<ConfigurableApplicationContext> services = new ArrayList<>();

	private static int small;

	private static int limited;

	private static int secured;

	private static JsonNode document = new JsonMapper().nullNode();

	private final List<AutoCloseable> open = new ArrayList<>();

	@BeforeAll
	static void start() {
		small = start("--event-statistics.max-events=1000", "--event-statistics.ingest.max-body=64KB",
				"--event-statistics.live.max-subscribers=1");
		limited = start("--event-statistics.rate-limit.events-per-second=1", "--event-statistics.rate-limit.burst=1");
		secured = start("--event-statistics.security.read-tokens=" + READER,
				"--event-statistics.security.write-tokens=" + WRITER);
		document = new Http(small).get("/v3/api-docs").json();
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
				if (method.getBeanType().getPackageName().startsWith("io.eventstatistics")) {
					mapping.getMethodsCondition()
						.getMethods()
						.forEach((verb) -> mapping.getPatternValues().forEach((path) -> served.add(verb + " " + path)));
				}
			});
		assertThat(operations().keySet()).isEqualTo(served);
	}

	@Test
	void everyStatusIsReallyAnsweredAsDescribed() throws Exception {
		Map<String, Supplier<Response>> requests = requests();
		Set<String> described = new TreeSet<>();
		operations()
			.forEach((operation, description) -> description.get("responses").propertyNames().forEach((status) -> {
				if (!Set.of(FAULT, IN_FLIGHT, TOO_SLOW).contains(status)
						&& !UPGRADES.contains(operation + " " + status)) {
					described.add(operation + " " + status);
				}
			}));
		assertThat(new TreeSet<>(requests.keySet())).isEqualTo(described);
		requests.forEach((what, request) -> assertAnswered(what, request.get()));
		for (AutoCloseable stream : this.open) {
			stream.close();
		}
	}

	@Test
	void socketIsReallyOpenedWhereThereIsAPlace() throws Exception {
		assertThat(operation("GET /statistics/ws").get("responses").propertyNames()).contains("101", "503");
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
		List<JsonNode> contents = document.findValues("content");
		assertThat(contents).hasSizeGreaterThan(15);
		for (JsonNode content : contents) {
			for (JsonNode media : content) {
				if (media.has("example")) {
					assertThat(faults(media.get("example"), media.get("schema"), "")).as(media.toString()).isEmpty();
				}
				for (JsonNode example : media.path("examples")) {
					assertThat(faults(example.get("value"), media.get("schema"), "")).as(media.toString()).isEmpty();
				}
			}
		}
	}

	@Test
	void everyParameterAndOperationIsExplained() {
		operations().forEach((operation, description) -> {
			assertThat(description.path("summary").stringValue("")).as(operation).isNotBlank();
			for (JsonNode parameter : description.path("parameters")) {
				assertThat(resolve(parameter).path("description").stringValue("")).as(operation).isNotBlank();
			}
		});
		assertThat(resolve(operation("POST /event").at("/parameters/0")).get("name").stringValue())
			.isEqualTo("Idempotency-Key");
	}

	@Test
	void explorerIsThere() {
		Response explorer = new Http(small).get("/swagger-ui.html");
		assertThat(explorer.status()).isEqualTo(302);
		assertThat(explorer.header("Location")).endsWith("/swagger-ui/index.html");
		assertThat(new Http(small).get("/v3/api-docs/swagger-config").json().get("url").stringValue())
			.isEqualTo("/v3/api-docs");
	}

	@Test
	void documentThatIsMissingIsAFault() {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> OpenApiConfiguration.describe(new OpenAPI(), new ClassPathResource("nope.yaml")));
	}

	/** By operation and status, a request that provokes it; in their order. */
	private Map<String, Supplier<Response>> requests() {
		Map<String, Supplier<Response>> all = new LinkedHashMap<>();
		Http plain = new Http(small);
		for (String path : List.of("/statistics", "/statistics/history")) {
			all.put("GET " + path + " 200", () -> plain.get(path));
			all.put("GET " + path + " 406", () -> plain.get(path, "Accept", "image/png"));
		}
		all.put("GET /health 200", () -> plain.get("/health"));
		all.put("GET /health 406", () -> plain.get("/health", "Accept", "image/png"));
		all.put("GET /health 503", OpenApiTests::whileRefusing);
		all.put("GET /statistics/stream 406", () -> plain.get("/statistics/stream", "Accept", "image/png"));
		all.put("GET /statistics/stream 200", () -> stream(small));
		all.put("GET /statistics/stream 503", () -> plain.get("/statistics/stream"));
		all.put("GET /statistics/ws 426", () -> plain.get("/statistics/ws"));
		for (String path : List.of("/statistics", "/statistics/history", "/statistics/stream", "/statistics/ws")) {
			all.put("GET " + path + " 400", () -> plain.get(path + "?window=9h"));
			all.put("GET " + path + " 401", () -> new Http(secured).get(path));
			all.put("GET " + path + " 403", () -> new Http(secured).get(path, "Authorization", "Bearer " + WRITER));
		}
		for (String path : List.of("/event", "/events")) {
			String body = "/event".equals(path) ? EVENT : "[" + EVENT + "]";
			all.put("POST " + path + " 201", () -> post(small, path, body));
			all.put("POST " + path + " 400", () -> post(small, path, body.replace("value", "worth")));
			all.put("POST " + path + " 401", () -> post(secured, path, body));
			all.put("POST " + path + " 403", () -> post(secured, path, body, "Authorization", "Bearer " + READER));
			all.put("POST " + path + " 406", () -> post(small, path, body, "Accept", "image/png"));
			all.put("POST " + path + " 413", () -> post(small, path, " ".repeat(70_000) + body));
			all.put("POST " + path + " 415",
					() -> plain.send("POST", path, body, "Content-Type", "application/x-www-form-urlencoded"));
			all.put("POST " + path + " 422", () -> {
				post(small, path, body, "Idempotency-Key", path);
				return post(small, path, body.replace("1}", "2}"), "Idempotency-Key", path);
			});
			all.put("POST " + path + " 429", () -> {
				post(limited, path, body);
				return post(limited, path, body);
			});
		}
		all.put("POST /events 200", () -> post(small, "/events?partial=true", "[" + EVENT + ", {}]"));
		all.put("POST /event 503", () -> {
			fill();
			return post(small, "/event", EVENT.replace("2026-11-23T14:30:00Z", Instant.now().toString()));
		});
		all.put("POST /events 503", () -> post(small, "/events", "[" + EVENT + "]"));
		return all;
	}

	private static void assertAnswered(String what, Response answer) {
		String[] parts = what.split(" ");
		assertThat(answer.status()).as(what).isEqualTo(Integer.parseInt(parts[2]));
		JsonNode described = resolve(operation(parts[0] + " " + parts[1]).get("responses").get(parts[2]));
		String type = answer.header("Content-Type").split(";")[0];
		assertThat(described.get("content").propertyNames()).as(what).contains(type);
		if (type.endsWith("json")) {
			assertThat(faults(answer.json(), described.get("content").get(type).get("schema"), "")).as(what).isEmpty();
		}
		described.path("headers").propertyNames().forEach((header) -> {
			String value = answer.header(header);
			if (!"Idempotency-Replayed".equals(header)) {
				assertThat(value).as(what + " " + header).isNotEmpty();
			}
			JsonNode constant = resolve(described.get("headers").get(header)).get("schema").path("const");
			if (!value.isEmpty() && constant.isString()) {
				assertThat(value).isEqualTo(constant.stringValue());
			}
		});
	}

	private static Response whileRefusing() {
		AvailabilityChangeEvent.publish(services.get(0), ReadinessState.REFUSING_TRAFFIC);
		try {
			return new Http(small).get("/health");
		}
		finally {
			AvailabilityChangeEvent.publish(services.get(0), ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	/** Holds a stream open until the test ends, and answers by its headers. */
	private Response stream(int port) {
		try {
			Socket socket = new Socket("127.0.0.1", port);
			this.open.add(socket);
			socket.getOutputStream()
				.write("GET /statistics/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
			return new Http(port).send("HEAD", "/statistics/stream", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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

	private static void fill() {
		String now = Instant.now().toString();
		String events = EVENT.replace("2026-11-23T14:30:00Z", now) + ",";
		post(small, "/events", "[" + events.repeat(799) + events.substring(0, events.length() - 1) + "]");
		for (int i = 0; i < 200; i++) {
			post(small, "/event", EVENT.replace("2026-11-23T14:30:00Z", now));
		}
	}

	private static Response post(int port, String path, String body, String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Content-Type";
		all[headers.length + 1] = JSON;
		return new Http(port).send("POST", path, body, all);
	}

	/** What of a document is not as its schema says. */
	private static List<String> faults(JsonNode value, JsonNode reference, String place) {
		JsonNode schema = resolve(reference);
		List<String> faults = new ArrayList<>();
		Set<String> types = types(schema.path("type"));
		if (!types.isEmpty() && types.stream().noneMatch((type) -> isOf(value, type))) {
			faults.add("%s is %s and not of %s".formatted(place, value, types));
		}
		if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
			faults.add("%s is %s".formatted(place, value));
		}
		schema.path("required").forEach((name) -> {
			if (!value.has(name.stringValue())) {
				faults.add("%s has no %s".formatted(place, name));
			}
		});
		JsonNode others = schema.path("additionalProperties");
		value.properties().forEach((member) -> {
			@Nullable JsonNode known = schema.path("properties").get(member.getKey());
			if (known != null || others.isObject()) {
				faults
					.addAll(faults(member.getValue(), (known != null) ? known : others, place + "/" + member.getKey()));
			}
			else if (schema.has("properties") && !schema.path("properties").has("timestamp")) {
				faults.add("%s is not described".formatted(place + "/" + member.getKey()));
			}
		});
		if (value.isArray()) {
			value.forEach((item) -> faults.addAll(faults(item, schema.get("items"), place + "/items")));
		}
		return faults;
	}

	private static Set<String> types(JsonNode type) {
		return type.isArray() ? type.valueStream().map(JsonNode::stringValue).collect(Collectors.toSet())
				: type.isString() ? Set.of(type.stringValue()) : Set.of();
	}

	private static boolean isOf(JsonNode value, String type) {
		return switch (type) {
			case "object" -> value.isObject();
			case "array" -> value.isArray();
			case "string" -> value.isString();
			case "boolean" -> value.isBoolean();
			case "null" -> value.isNull();
			case "integer" -> value.isIntegralNumber();
			case "number" -> value.isNumber();
			default -> throw new IllegalArgumentException(type);
		};
	}

	private static JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? document.at(node.get("$ref").stringValue().substring(1)) : node;
	}

	private static JsonNode operation(String name) {
		return Objects.requireNonNull(operations().get(name), name);
	}

	private static Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		document.get("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> operations
					.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
		return operations;
	}

	private static int start(String... settings) {
		String[] all = Arrays.copyOf(settings, settings.length + 1);
		all[settings.length] = "--server.port=0";
		ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class, all);
		services.add(service);
		return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
	}

}
