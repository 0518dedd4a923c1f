package io.eventstatistics.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Permissions over real connections. The actuator has its own port; tokens are in
 * settings and in files.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecurityTests {

	private static final String WRITE = "write-0123456789abcdef";

	private static final String WRITE_2 = "second-write-token+/==";

	private static final String READ = "read-0123456789abcdef";

	private static final String OPERATE = "operate-0123456789abcdef";

	private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

	@TempDir
	static Path secrets;

	private static ConfigurableApplicationContext service;

	private static Http http = new Http(0);

	private static Http actuator = new Http(0);

	@BeforeAll
	static void start() throws Exception {
		Path file = Files.writeString(secrets.resolve("write"), "\n  " + WRITE_2 + " \r\n\n");
		service = start("write-tokens=" + WRITE, "write-token-files=" + file, "read-tokens=" + READ + "," + WRITE,
				"operate-tokens=" + OPERATE);
		http = new Http(port(service, "local.server.port"));
		actuator = new Http(port(service, "local.management.port"));
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@ParameterizedTest
	@CsvSource({ "POST, /event, WRITE", "POST, /events, WRITE", "GET, /event, WRITE", "GET, /statistics, READ",
			"GET, /statistics/history, READ", "GET, /statistics/stream, READ", "HEAD, /statistics, READ",
			"GET, /series, READ", "GET, /statistics/histogram, READ" })
	void needsATokenOfItsKind(String method, String path, Permission permission) {
		Response missing = http.send(method, path, "");
		assertThat(missing.status()).isEqualTo(401);
		assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer");
		Response unknown = http.send(method, path, "", "Authorization", "Bearer unknown-0123456789");
		assertThat(unknown.status()).isEqualTo(401);
		assertThat(unknown.header("WWW-Authenticate")).contains("error=\"invalid_token\"").doesNotContain("metadata");
		Response other = http.send(method, path, "", "Authorization",
				"Bearer " + ((permission == Permission.READ) ? OPERATE : READ));
		assertThat(other.status()).isEqualTo(403);
		assertThat(other.header("WWW-Authenticate")).contains("insufficient_scope");
	}

	@Test
	void oneKeyUnderTwoTokensIsTwoKeys() {
		Response first = postOnce(WRITE, 1);
		Response second = postOnce(WRITE_2, 2);
		assertThat(first.status()).isEqualTo(201);
		assertThat(second.status()).isEqualTo(201);
		assertThat(first.header("Idempotency-Replayed")).isEmpty();
		assertThat(second.header("Idempotency-Replayed")).isEmpty();
		assertThat(postOnce(WRITE, 1).header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(postOnce(WRITE_2, 2).header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(postOnce(WRITE, 2).status()).isEqualTo(422);
		assertThat(postOnce(WRITE_2, 1).status()).isEqualTo(422);
	}

	private static Response postOnce(String token, int value) {
		return http.send("POST", "/event", "{\"timestamp\": \"%s\", \"value\": %s}".formatted(PAST, value),
				"Content-Type", "application/json", "Authorization", "Bearer " + token, "Idempotency-Key", "the same");
	}

	@Test
	void refusalsAreProblems() {
		Response missing = http.get("/statistics");
		assertThat(missing.header("Content-Type")).isEqualTo("application/problem+json");
		Map<String, Object> expected = Map.of("type", "about:blank", "title", "Unauthorized", "status", 401, "detail",
				"a token is needed here: send Authorization: Bearer and the token", "instance", "/statistics", "error",
				"a token is needed here: send Authorization: Bearer and the token");
		assertThat(missing.json().propertyNames()).containsExactlyInAnyOrderElementsOf(expected.keySet());
		expected.forEach((name, value) -> assertThat(missing.json().get(name).asString()).isEqualTo(value.toString()));
		Response other = http.get("/statistics", "Authorization", "Bearer " + OPERATE);
		assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(other.json().get("error").stringValue()).isEqualTo("the token does not allow this");
		Response malformed = http.get("/statistics", "Authorization", "Bearer a b");
		assertThat(malformed.json().get("error").stringValue())
			.isEqualTo("the token in Authorization is malformed or not known");
	}

	@Test
	void eachTokenAllowsWhatItIsFor() {
		for (String token : List.of(WRITE, WRITE_2)) {
			assertThat(http
				.send("POST", "/event", "{\"timestamp\": \"%s\", \"value\": 1}".formatted(Instant.now()),
						"Content-Type", "application/json", "Authorization", "Bearer " + token)
				.status()).isEqualTo(201);
		}
		for (String token : List.of(READ, WRITE)) {
			assertThat(http.get("/statistics", "Authorization", "Bearer " + token).json().get("count").intValue())
				.isEqualTo(2);
		}
		assertThat(http.get("/statistics", "Authorization", "Bearer " + WRITE_2).status()).isEqualTo(403);
	}

	@Test
	void healthIsOpenAndTheRestOfTheActuatorIsNot() {
		assertThat(http.get("/health").status()).isEqualTo(200);
		for (String path : List.of("/health", "/health/liveness", "/health/readiness")) {
			assertThat(actuator.get("/actuator" + path).status()).isEqualTo(200);
			assertThat(http.get("/actuator" + path).status()).as("not on the port of the service").isIn(401, 404);
		}
		for (String path : List.of("/actuator/prometheus", "/actuator/info", "/actuator/env")) {
			assertThat(actuator.get(path).status()).isEqualTo(401);
			assertThat(actuator.get(path, "Authorization", "Bearer " + READ).status()).isEqualTo(403);
		}
		assertThat(actuator.get("/actuator/prometheus").header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(actuator.get("/actuator/prometheus", "Authorization", "Bearer " + OPERATE).body())
			.contains("event_statistics_events_counted_total");
		assertThat(actuator.get("/actuator/env", "Authorization", "Bearer " + OPERATE).status()).isEqualTo(404);
	}

	@Test
	void healthIsOpenToThoseWithAWrongTokenToo() {
		String[] wrong = { "Authorization", "Bearer unknown-0123456789" };
		assertThat(http.get("/health", wrong).status()).isEqualTo(200);
		assertThat(actuator.get("/actuator/health", wrong).status()).isEqualTo(200);
		assertThat(actuator.get("/actuator/health/readiness", wrong).status()).isEqualTo(200);
		assertThat(actuator.get("/actuator/healthy", wrong).status()).isEqualTo(401);
	}

	@Test
	void probesAreOpenOnThePortOfTheServiceToo() throws Exception {
		try (ConfigurableApplicationContext probed = SpringApplication.run(EventStatisticsApplication.class,
				"--server.port=0", "--management.server.port=0",
				"--management.endpoint.health.probes.add-additional-paths=true",
				"--event-statistics.security.operate-tokens=" + OPERATE)) {
			Http client = new Http(port(probed, "local.server.port"));
			for (String path : List.of("/livez", "/readyz")) {
				assertThat(client.get(path).json().get("status").stringValue()).as(path).isEqualTo("UP");
				assertThat(client.get(path, "Authorization", "Bearer unknown-0123456789").status()).as(path)
					.isEqualTo(200);
			}
		}
		assertThat(http.get("/livez").status()).isEqualTo(404);
	}

	@Test
	void refusalsAreCounted() {
		http.get("/statistics");
		assertThat(actuator.get("/actuator/prometheus", "Authorization", "Bearer " + OPERATE).body())
			.contains("event_statistics_refusals_total{reason=\"access\"}");
	}

	@Test
	void actuatorIsGuardedWhereverItIs() throws Exception {
		try (ConfigurableApplicationContext moved = SpringApplication.run(EventStatisticsApplication.class,
				"--server.port=0", "--management.endpoints.web.base-path=/manage/",
				"--event-statistics.security.operate-tokens=" + OPERATE)) {
			Http client = new Http(port(moved, "local.server.port"));
			assertThat(client.get("/manage/prometheus").status()).isEqualTo(401);
			assertThat(client.get("/manage/health").status()).isEqualTo(200);
			assertThat(client.get("/statistics").status()).isEqualTo(200);
		}
		assertThatException()
			.isThrownBy(() -> SpringApplication.run(EventStatisticsApplication.class, "--server.port=0",
					"--management.endpoints.web.base-path=/", "--event-statistics.security.operate-tokens=" + OPERATE)
				.close())
			.withStackTraceContaining("management.endpoints.web.base-path must not be /");
	}

	@Test
	void theRestIsAsItWas() {
		assertThat(http.get("/nope").status()).isEqualTo(404);
		Response response = http.get("/health");
		assertThat(response.http().headers().map()).doesNotContainKeys("x-frame-options", "set-cookie", "expires");
		assertThat(http.get("/login").status()).isEqualTo(404);
		assertThat(http.get("/.well-known/oauth-protected-resource").status()).isEqualTo(404);
	}

	@Test
	void tokensAreNotLogged(CapturedOutput output) {
		http.get("/statistics", "Authorization", "Bearer " + OPERATE);
		http.get("/statistics", "Authorization", "Bearer unknown-0123456789");
		assertThat(output).doesNotContain(OPERATE).doesNotContain("unknown-0123456789");
		assertThat(service.getBean(SecurityProperties.class)).hasToString("SecurityProperties");
	}

	@Test
	void openWithoutTokens(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext open = start(new String[0])) {
			assertThat(open.containsBean("springSecurityFilterChain")).isFalse();
			assertThat(open.getBeansOfType(FilterRegistrationBean.class)).doesNotContainKey("securityFilter");
			assertThat(new Http(port(open, "local.server.port")).get("/statistics").status()).isEqualTo(200);
		}
		assertThat(output).contains("open without a token: write, read, operate");
	}

	@ParameterizedTest
	@CsvSource({ "spring.mvc.servlet.path", "server.servlet.context-path" })
	void pathsBelowAnotherAreProtectedToo(String setting) throws Exception {
		try (ConfigurableApplicationContext moved = SpringApplication.run(EventStatisticsApplication.class,
				"--server.port=0", "--" + setting + "=/api", "--event-statistics.security.operate-tokens=" + OPERATE,
				"--event-statistics.security.read-tokens=" + READ,
				"--event-statistics.security.write-tokens=" + WRITE)) {
			Http client = new Http(port(moved, "local.server.port"));
			for (String path : List.of("/statistics", "/statistics/history", "/statistics/stream",
					"/actuator/prometheus", "/actuator/info", "/event")) {
				assertThat(client.get("/api" + path).status()).as(path).isEqualTo(401);
			}
			assertThat(client.get("/api/statistics", "Authorization", "Bearer " + READ).status()).isEqualTo(200);
			for (String path : List.of("/health", "/actuator/health", "/actuator/health/liveness")) {
				assertThat(client.get("/api" + path, "Authorization", "Bearer unknown-0123456789").status()).as(path)
					.isEqualTo(200);
			}
			assertThat(client.get("/api/").header("Content-Security-Policy")).contains("default-src 'none'");
			assertThat(client.get("/api/swagger-ui/index.html").header("Content-Security-Policy"))
				.contains("style-src 'self' 'unsafe-inline'");
		}
	}

	@Test
	void handlerThatNoRuleNamesIsClosed() {
		ProtectedPaths paths = new ProtectedPaths(
				new PathRules(List.of(), List.of(), List.of("/statistics/**"), List.of()), "", "/actuator");
		MockHttpServletRequest named = new MockHttpServletRequest("GET", "/statistics/history");
		assertThat(paths.preHandle(named, new MockHttpServletResponse(), "a handler")).isTrue();
		MockHttpServletRequest other = new MockHttpServletRequest("GET", "/secrets");
		assertThatException().isThrownBy(() -> paths.preHandle(other, new MockHttpServletResponse(), "a handler"))
			.withMessageContaining("no access is defined for this path");
		assertThat(paths.preHandle(other, new MockHttpServletResponse(), new ResourceHttpRequestHandler())).isTrue();
	}

	@Test
	void methodThatIsNotKnownIsAnsweredAsWithoutTokens() {
		assertThat(http.send("BREW", "/health", "").status()).isEqualTo(405);
		assertThat(http.send("BREW", "/statistics", "").status()).isEqualTo(401);
	}

	@Test
	void onlyWhatHasATokenIsLimited() throws Exception {
		try (ConfigurableApplicationContext partly = start("write-tokens=" + WRITE)) {
			Http client = new Http(port(partly, "local.server.port"));
			assertThat(client.get("/statistics").status()).isEqualTo(200);
			assertThat(client.postEvent(Instant.now(), 1).status()).isEqualTo(401);
		}
	}

	private static ConfigurableApplicationContext start(String... settings) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
		for (String setting : settings) {
			all.add("--event-statistics.security." + setting);
		}
		return SpringApplication.run(EventStatisticsApplication.class, all.toArray(String[]::new));
	}

	private static int port(ConfigurableApplicationContext context, String name) {
		return context.getEnvironment().getRequiredProperty(name, Integer.class);
	}

}
