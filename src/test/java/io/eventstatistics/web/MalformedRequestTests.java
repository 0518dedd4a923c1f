package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that no HTTP client sends: they are problems too, wherever they are refused.
 */
class MalformedRequestTests extends RunningService {

	@ParameterizedTest
	@ValueSource(strings = { "GET /a|b HTTP/1.1#Host: x", "GET /%zz HTTP/1.1#Host: x", "GET / HTTP/1.1",
			"GET / HTTP/1.1#Host: a b", "GET /health HTTP/1.1#Host: x#Transfer-Encoding: nonsense",
			"GET /health HTTP/9.9#Host: x", "POST /event HTTP/1.1#Host: x#Content-Length: -1" })
	void requestThatTomcatRefusesIsAProblemToo(String request) throws Exception {
		String response = raw(request.replace("#", "\r\n") + "\r\n\r\n");
		assertThat(response).matches("(?s)HTTP/1.1 (400|501|505) .*")
			.contains("Content-Type: application/problem+json");
		JsonNode problem = new JsonMapper().readTree(response.substring(response.indexOf("\r\n\r\n") + 4));
		assertThat(problem.get("status").intValue()).isGreaterThanOrEqualTo(400);
		assertThat(problem.get("error")).isEqualTo(problem.get("detail"));
		assertThat(problem.get("instance").stringValue()).startsWith("/");
		assertThat(response).doesNotContain("Tomcat").doesNotContain("org.apache");
	}

	@ParameterizedTest
	@CsvSource({ "/statistics, 'GET,HEAD,OPTIONS'", "/event, 'POST,OPTIONS'" })
	void preflightSaysWhatIsAllowedOnItsPath(String path, String allowed) throws Exception {
		String response = raw(("OPTIONS %s HTTP/1.1\r\nHost: x\r\nOrigin: http://elsewhere.example\r\n"
				+ "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n")
			.formatted(path));
		assertThat(response).startsWith("HTTP/1.1 200 ")
			.contains("Allow: " + allowed + "\r\n")
			.doesNotContain("Access-Control-Allow");
	}

	@ParameterizedTest
	@CsvSource({ "GET :, 400", "POST :, 400", "GET http:, 400", "GET tru%0d%0aX:1, 400",
			"GET %2565ttp://localhost, 400", "CONNECT http:, 501" })
	void targetThatIsNoPathIsAProblemToo(String request, int status) throws Exception {
		rawProblem(request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n", status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /statistics;a=%", "GET /health;%zz", "GET /;x=%", "GET /actuator/health;a=%zz",
			"GET /swagger-ui/index.html;a=%", "POST /event;a=%", "GET /none;a=%z", "GET /statistics;a=%C0%80",
			"GET /health;a=%ff" })
	void pathThatCannotBeDecodedIsRefused(String request) throws Exception {
		rawProblem(request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n", 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?%zz", "/nope?window=%zz", "/statistics?window=%zz", "/statistics?window=%C0%80",
			"/statistics?=", "/statistics/history?step=%zz", "/statistics/stream?every=%zz", "/statistics/ws?every=%zz",
			"/events?partial=%zz", "/health?%zz", "/actuator/health?%zz", "/actuator/prometheus?=",
			"/actuator/prometheus?includedNames=%C0%80", "/dashboard/main.js?%zz", "/v3/api-docs?%zz",
			"/swagger-ui/index.html?%zz" })
	void queryThatCannotBeDecodedIsRefused(String target) throws Exception {
		String method = target.startsWith("/events") ? "POST" : "GET";
		String type = "POST".equals(method) ? "Content-Type: application/json\r\nContent-Length: 0\r\n" : "";
		assertThat(
				rawProblem(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + type, 400).get("detail").stringValue())
			.matches(".* in the query (must be percent-encoded UTF-8|has no name).*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/statistics?", "/nope?", "/actuator/prometheus?", "/?", "/;jsessionid=1?", "/index.html?",
			"/dashboard/main.js?", "/swagger-ui.html?", "/swagger-ui/index.html?", "/v3/api-docs?", "/health?",
			"/statistics/stream?", "/statistics/ws?" })
	void moreParametersThanAreReadAreRefused(String target) throws Exception {
		String request = "GET " + target + "a=1&".repeat(1001) + " HTTP/1.1\r\nHost: x\r\n";
		assertThat(rawProblem(request, 400).get("detail").stringValue())
			.contains("the query must have at most 100 parameters but has more");
	}

	@ParameterizedTest
	@CsvSource({ "/event, 415", "/events, 415", "/statistics, 405", "/health, 405", "/nope, 404", "/, 405",
			"/actuator/health, 405", "/actuator/prometheus, 405", "/dashboard/main.js, 405", "/v3/api-docs, 405" })
	void multipartIsNotParsed(String path, int status) throws Exception {
		for (String type : new String[] { "multipart/form-data", "multipart/form-data; boundary=x", "multipart/x" }) {
			rawProblem("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: 0\r\n",
					status);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/statistics", "/health", "/actuator/health", "/actuator/prometheus", "/v3/api-docs", "/" })
	void acceptThatNamesNothingIsNone(String path) throws Exception {
		for (String accept : new String[] { "", ",", " , ," }) {
			assertThat(raw(
					"GET %s HTTP/1.1\r\nHost: x\r\nAccept: %s\r\nConnection: close\r\n\r\n".formatted(path, accept)))
				.startsWith("HTTP/1.1 200 ");
		}
	}

	@ParameterizedTest
	@CsvSource({ "Range: bytes=99999999-, 416", "Range: bytes=5-1, 416", "Range: x, 416", "Expect: x, 417" })
	void fileThatCannotBeSentAsAskedForIsAProblem(String header, int status) throws Exception {
		JsonNode problem = rawProblem("GET /dashboard/main.js HTTP/1.1\r\nHost: x\r\n" + header + "\r\n", status);
		assertThat(problem.get("detail").stringValue()).isNotBlank();
	}

	@Test
	void errorsWithoutABodyOfOthersBecomeProblems() throws Exception {
		rawProblem("GET /actuator/health/nope HTTP/1.1\r\nHost: x\r\n", 404);
		rawProblem("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n", 405);
	}

	@ParameterizedTest
	@CsvSource({ "//, /.//", "/%7c, /%7c", "/a;b, /a;b" })
	void everyProblemHasAnInstance(String path, String instance) throws Exception {
		JsonNode problem = rawProblem("GET " + path + " HTTP/1.1\r\nHost: x\r\n", 404);
		assertThat(problem.get("instance").stringValue()).isEqualTo(instance);
	}

	@Test
	void malformedForwardedHostIsIgnored() throws Exception {
		assertThat(raw("GET /swagger-ui/index.html HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: a b:c\r\n"
				+ "Connection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 200 ");
	}

	@Test
	void headerThatIsTooLongIsAProblemToo() throws Exception {
		String response = raw("GET /health HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
		assertThat(response).startsWith("HTTP/1.1 400").contains("application/problem+json");
	}

	/** The rest of the request is added. */
	private JsonNode rawProblem(String request, int status) throws IOException {
		String response = raw(request + "Connection: close\r\n\r\n");
		assertThat(response).startsWith("HTTP/1.1 " + status + " ").contains("Content-Type: application/problem+json");
		JsonNode problem = new JsonMapper()
			.readTree(response.substring(response.indexOf('{'), response.lastIndexOf('}') + 1));
		assertThat(problem.propertyNames()).contains("type", "title", "status", "detail", "instance", "error");
		assertThat(problem.get("status").intValue()).isEqualTo(status);
		return problem;
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(5_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			InputStream in = socket.getInputStream();
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
