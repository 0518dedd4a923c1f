package io.eventstatistics.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.eventstatistics.EventStatisticsApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Requests of pages of other origins, as browsers send them. Reading needs a token.
 */
@Timeout(60)
class CrossOriginTests {

	private static final String APP = "https://app.example.org";

	private static final String TOKEN = "Authorization: Bearer read-0123456789abcdef\r\n";

	private static ConfigurableApplicationContext allowing;

	private static ConfigurableApplicationContext closed;

	@BeforeAll
	static void start() {
		allowing = SpringApplication.run(EventStatisticsApplication.class, "--server.port=0",
				"--event-statistics.cors.allowed-origins=http://localhost:8080," + APP,
				"--event-statistics.security.read-tokens=read-0123456789abcdef");
		closed = SpringApplication.run(EventStatisticsApplication.class, "--server.port=0");
	}

	@AfterAll
	static void stop() {
		allowing.close();
		closed.close();
	}

	@ParameterizedTest
	@CsvSource({ "/event, POST, 'content-type,idempotency-key'", "/events, POST, content-type",
			"/statistics, GET, authorization", "/statistics/stream, GET, authorization",
			"/statistics/histogram, GET, authorization", "/series, GET, authorization" })
	void preflightOfAnAllowedOriginNeedsNoToken(String path, String method, String headers) throws IOException {
		Answer answer = send(allowing, "OPTIONS " + path, "Origin: " + APP + "\r\nAccess-Control-Request-Method: "
				+ method + "\r\nAccess-Control-Request-Headers: " + headers + "\r\n", "");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers()).containsEntry("access-control-allow-origin", APP)
			.containsEntry("access-control-allow-methods", "GET,HEAD,POST")
			.containsEntry("access-control-allow-headers", headers.replace(",", ", "))
			.containsEntry("access-control-max-age", "3600")
			.doesNotContainKey("access-control-allow-credentials");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "http://app.example.org", "null" })
	void otherOriginsGetNoPermission(String origin) throws IOException {
		for (ConfigurableApplicationContext service : List.of(allowing, closed)) {
			Answer preflight = send(service, "OPTIONS /event",
					"Origin: " + origin + "\r\nAccess-Control-Request-Method: POST\r\n", "");
			assertThat(preflight.status()).isEqualTo(200);
			assertThat(preflight.headers()).containsEntry("allow", "POST,OPTIONS");
			assertNoPermission(preflight);
			assertNoPermission(send(service, "GET /statistics", TOKEN + "Origin: " + origin + "\r\n", ""));
		}
		assertThat(send(allowing, "GET /statistics", TOKEN + "Origin: " + origin + "\r\n", "").headers())
			.containsEntry("vary", "Origin");
	}

	@Test
	void withoutTheSettingNoOriginGetsPermission() throws IOException {
		assertNoPermission(send(closed, "GET /statistics", "Origin: " + APP + "\r\n", ""));
		assertNoPermission(
				send(closed, "OPTIONS /event", "Origin: " + APP + "\r\nAccess-Control-Request-Method: POST\r\n", ""));
		assertThat(upgrade(closed, APP)).isEqualTo(403);
	}

	private static void assertNoPermission(Answer answer) {
		assertThat(answer.headers().keySet()).noneMatch((name) -> name.startsWith("access-control"));
	}

	@Test
	void pageOfAnAllowedOriginWritesAndReads() throws IOException {
		Answer write = send(allowing, "POST /event", "Origin: " + APP + "\r\nContent-Type: application/json\r\n",
				"{\"timestamp\": \"%s\", \"value\": 3}".formatted(Instant.now()));
		assertThat(write.status()).isEqualTo(201);
		Answer read = send(allowing, "GET /statistics?stats=max", TOKEN + "Origin: " + APP + "\r\n", "");
		assertThat(read.body()).isEqualTo("{\"max\":3.0}");
		for (Answer answer : List.of(write, read)) {
			assertThat(answer.headers()).containsEntry("access-control-allow-origin", APP)
				.containsEntry("access-control-expose-headers", "*");
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET /statistics, 401", "GET /statistics?stats=mode, 401", "POST /event, 415",
			"GET /statistics/none, 401" })
	void pageOfAnAllowedOriginReadsErrors(String line, int status) throws IOException {
		Answer answer = send(allowing, line, "Origin: " + APP + "\r\n", "");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.headers()).containsEntry("access-control-allow-origin", APP);
	}

	@Test
	void pageOfAnAllowedOriginReadsAStream() throws IOException {
		try (Socket socket = open(allowing, "GET /statistics/stream?stats=count", TOKEN + "Origin: " + APP + "\r\n",
				"")) {
			BufferedReader stream = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			StringBuilder read = new StringBuilder();
			while (!read.toString().contains("event: statistics")) {
				read.append(stream.readLine()).append('\n');
			}
			assertThat(read).startsWith("HTTP/1.1 200").contains("Access-Control-Allow-Origin: " + APP);
		}
	}

	@Test
	void socketsFollowTheSetting() throws IOException {
		assertThat(upgrade(allowing, APP)).isEqualTo(101);
		assertThat(upgrade(allowing, "http://localhost:8080")).isEqualTo(101);
		assertThat(upgrade(allowing, "http://localhost")).isEqualTo(101);
		assertThat(upgrade(allowing, "https://evil.example")).isEqualTo(403);
	}

	@Test
	void allOriginsMayReadIfThereAreNoTokens() throws IOException {
		try (ConfigurableApplicationContext open = SpringApplication.run(EventStatisticsApplication.class,
				"--server.port=0", "--event-statistics.cors.allowed-origins=*")) {
			Answer answer = send(open, "GET /statistics", "Origin: https://any.example\r\n", "");
			assertThat(answer.headers()).containsEntry("access-control-allow-origin", "*");
			assertThat(upgrade(open, "https://any.example")).isEqualTo(101);
			assertThat(send(open, "GET /v3/api-docs", "Origin: https://any.example\r\n", "").headers())
				.doesNotContainKey("access-control-allow-origin");
		}
		assertThatException()
			.isThrownBy(() -> SpringApplication
				.run(EventStatisticsApplication.class, "--server.port=0", "--event-statistics.cors.allowed-origins=*",
						"--event-statistics.security.write-tokens=write-0123456789abcdef")
				.close())
			.withStackTraceContaining("event-statistics.cors.allowed-origins must not be * if there are tokens");
	}

	private static int upgrade(ConfigurableApplicationContext service, String origin) throws IOException {
		return send(service, "GET /statistics/ws", TOKEN + "Origin: " + origin + "\r\nUpgrade: websocket\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "")
			.status();
	}

	private static Answer send(ConfigurableApplicationContext service, String line, String headers, String body)
			throws IOException {
		try (Socket socket = open(service, line, headers, body)) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			int status = Integer.parseInt(in.readLine().split(" ")[1]);
			Map<String, String> fields = new TreeMap<>();
			for (String field = in.readLine(); !field.isEmpty(); field = in.readLine()) {
				String[] parts = field.split(": ", 2);
				fields.merge(parts[0].toLowerCase(Locale.ROOT), parts[1], (left, right) -> left + ", " + right);
			}
			return new Answer(status, fields, (status == 101) ? "" : String.valueOf(in.readLine()));
		}
	}

	private static Socket open(ConfigurableApplicationContext service, String line, String headers, String body)
			throws IOException {
		Socket socket = new Socket("127.0.0.1",
				service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		socket.setSoTimeout(20_000);
		String connection = headers.contains("Upgrade") ? "Upgrade" : "close";
		socket.getOutputStream()
			.write("%s HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\nContent-Length: %d\r\n%s\r\n%s"
				.formatted(line, connection, body.length(), headers, body)
				.getBytes(StandardCharsets.UTF_8));
		return socket;
	}

	private record Answer(int status, Map<String, String> headers, String body) {

	}

}
