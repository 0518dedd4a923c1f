package io.eventstatistics.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.eventstatistics.EventStatisticsApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mistakes of clients over raw connections: each is answered, and none leaves a word in
 * the log.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ClientMistakesTests {

	private static ConfigurableApplicationContext service;

	private static int port;

	@BeforeAll
	static void start() {
		service = SpringApplication.run(EventStatisticsApplication.class, "--server.port=0",
				"--server.tomcat.connection-timeout=300ms");
		port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
	}

	@AfterAll
	static void stop() {
		service.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "GET /dashboard/main.js | Range: bytes=5-1 | 416",
			"GET /dashboard/main.js   | Range: bytes=999999999- | 416",
			"GET /dashboard/main.js | If-Match: \"x\" | 200",
			"GET /dashboard/main.js   | If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT | 200",
			"GET /webjars/..%2f       | X: x | 400", "GET /webjars/..;/x | X: x | 404", "GET /%2e%2e/x | X: x | 400",
			"GET /WEB-INF/web.xml     | X: x | 404", "GET /index.html/x | X: x | 404",
			"GET / | Accept: image/png | 200", "GET /                    | Accept: application/json | 200",
			"GET /statistics?window=%zz | X: x | 400", "GET /statistics?%C0%80   | X: x | 400",
			"GET /none?%zz | X: x | 400", "GET /%C0%80 | X: x | 400", "GET /statistics/stream?every=%zz | X: x | 400",
			"GET /statistics/ws?a=%zz | X: x | 400",
			"POST /event              | Content-Type: multipart/form-data | 415",
			"POST /none               | Content-Type: multipart/form-data; boundary= | 404",
			"GET /actuator/prometheus | Accept: image/png | 406", "GET /actuator/health | Accept: x | 406",
			"G~T /statistics          | X: x | 405", "TRACE /statistics | X: x | 405",
			"GET /swagger-ui.html     | X: x | 302" })
	void isAnsweredAndNotLogged(String line, String header, int status, CapturedOutput output) throws IOException {
		String before = output.getAll();
		assertThat(send(line.strip() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n"))
			.startsWith("HTTP/1.1 " + status);
		assertThat(output.getAll()).isEqualTo(before);
	}

	@Test
	void longQueryOfThePageIsNotEchoed(CapturedOutput output) throws IOException {
		String before = output.getAll();
		String answer = send("GET /swagger-ui.html?window=" + "+".repeat(7000)
				+ " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 302")
			.hasSizeLessThan(1500)
			.contains("Location: swagger-ui/index.html\r\n");
		assertThat(output.getAll()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "/event, application/json", "/events, application/json", "/events, application/x-ndjson" })
	void bodyThatDoesNotComeIsATimeout(String path, String type, CapturedOutput output) throws IOException {
		String before = output.getAll();
		String answer = send(
				"POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: 100\r\n\r\n{");
		assertThat(answer).startsWith("HTTP/1.1 408")
			.contains("application/problem+json", "comes too slowly", "\"instance\":\"" + path + "\"");
		assertThat(output.getAll()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "partial=1h | partial must be true or false but was 1h\"",
			"partial=5m&partial=true | partial must be true or false but was given more than once: [5m, true]\"" })
	void partialThatIsNoBooleanIsExplained(String query, String detail) throws IOException {
		assertThat(send("POST /events?" + query.strip() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
				+ "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"))
			.startsWith("HTTP/1.1 400")
			.contains(detail.strip());
	}

	/** The container refuses some paths before anything of the service reads the body. */
	@ParameterizedTest
	@CsvSource({ "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF" })
	void connectionWithAnUnreadBodyIsSaidToClose(String path) throws IOException {
		String head = " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
		String chunked = "Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n";
		String answer = send("POST " + path + head + chunked);
		assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json", "\r\nConnection: close\r\n");
		String next = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
		assertThat(send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n" + next)).contains("\"healthy\"");
	}

	/** Sends a request, leaves the connection open, and reads to the end of it. */
	private static String send(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

}
