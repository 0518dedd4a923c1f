package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;

/**
 * Every error is a problem detail, wherever it arises.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "event-statistics.ingest.max-body=1KB")
@ExtendWith(OutputCaptureExtension.class)
class ErrorTests {

	@MockitoSpyBean
	private EventRecorder recorder;

	@LocalServerPort
	private int port;

	private Http http = new Http(0);

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "GET    | /nope              | 404 | there is nothing at /nope",
					"GET    | /error             | 404 | there is nothing at /error",
					"GET    | /statistics/       | 404 | there is nothing at /statistics/",
					"GET    | /actuator          | 404 | there is nothing at /actuator",
					"GET    | /actuator/env      | 404 | there is nothing at /actuator/env",
					"GET    | /actuator/heapdump | 404 | there is nothing at /actuator/heapdump",
					"POST   | /actuator/shutdown | 404 | there is nothing at /actuator/shutdown",
					"POST   | /statistics/stream | 405 | method POST is not allowed here: allowed is GET, HEAD",
					"POST   | /statistics/ws     | 405 | method POST is not allowed here: allowed is GET, HEAD",
					"POST   | /nope              | 404 | there is nothing at /nope",
					"GET    | /event             | 405 | method GET is not allowed here: allowed is POST",
					"DELETE | /event             | 405 | method DELETE is not allowed here: allowed is POST",
					"HEAD   | /event             | 405 | ",
					"POST   | /statistics        | 405 | method POST is not allowed here: allowed is GET, HEAD",
					"PUT    | /health            | 405 | method PUT is not allowed here: allowed is GET, HEAD",
					"POST   | /actuator/health   | 405 | method POST is not allowed here: allowed is GET, HEAD",
					"BREW   | /event             | 405 | method BREW is not allowed here: allowed is POST" })
	void unknownPathsAndMethods(String method, String path, int status, String detail) {
		Response response = this.http.send(method, path, "");
		assertThat(response.status()).isEqualTo(status);
		if (!"HEAD".equals(method)) {
			assertProblem(response, status, path, detail);
		}
		if (status == 405) {
			assertThat(response.header("Allow")).isEqualTo("/event".equals(path) ? "POST" : "GET, HEAD");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/xml",
			"application/octet-stream", "multipart/form-data; boundary=x" })
	void wrongMediaTypeSaysWhichThereAre(String type) {
		Response response = this.http.send("POST", "/event", "{}", "Content-Type", type);
		assertProblem(response, 415, "/event", "is not supported here: supported is application/json");
		assertThat(response.json().get("detail").stringValue()).contains(type);
	}

	@Test
	void missingAndMalformedMediaTypesAreRefused() {
		assertProblem(this.http.send("POST", "/event", "{}"), 415, "/event", "supported is application/json");
		assertProblem(this.http.send("POST", "/event", "{}", "Content-Type", "json"), 415, "/event",
				"supported is application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/xml", "image/png" })
	void answerThatCannotBeAcceptedSaysWhatThereIs(String accept) {
		assertProblem(this.http.get("/statistics", "Accept", accept), 406, "/statistics",
				"Accept " + accept + " cannot be met here: available is application/json");
	}

	@Test
	void errorsAreProblemsWhateverIsAccepted() {
		Response response = this.http.send("POST", "/event", "{}", "Content-Type", "application/json", "Accept",
				"application/json");
		assertProblem(response, 400, "/event", "timestamp is missing");
	}

	@Test
	void invalidEventNamesTheField() {
		assertProblem(this.http.postEvent(Instant.now(), "\"12\""), 400, "/event",
				"value must be a JSON number that is finite as a double, such as 12.34, but was the string \"12\"");
		assertProblem(this.http.postEvent("{\"value\": 1}"), 400, "/event", "timestamp is missing");
		assertProblem(this.http.postEvent("{\"timestamp\": 1764000000, \"value\": 1}"), 400, "/event",
				"timestamp must be an ISO 8601 date and time in a string");
		assertProblem(this.http.postEvent(""), 400, "/event", "the body is empty");
		assertProblem(this.http.postEvent("{"), 400, "/event", "cannot be read as JSON at column 2");
	}

	@Test
	void timestampAheadNamesWhatIsAccepted() {
		assertProblem(this.http.postEvent(Instant.parse("9999-12-31T23:59:59Z"), 1), 400, "/event",
				"timestamp 9999-12-31T23:59:59Z is too far ahead: the latest accepted is ");
	}

	@Test
	void bodyAboveTheLimitIsRefused() {
		assertProblem(this.http.postEvent(" ".repeat(1025)), 413, "/event",
				"the body is larger than the 1024 bytes that are accepted");
	}

	@Test
	void faultShowsNoInternals(CapturedOutput output) {
		Mockito.doThrow(new IllegalStateException("secret")).when(this.recorder).record(any(), any());
		Response response = this.http.postEvent(Instant.now(), 1);
		assertProblem(response, 500, "/event", "the server failed to answer; it has logged why");
		assertThat(response.body()).doesNotContain("secret").doesNotContain("IllegalState");
		assertThat(output).contains("POST /event failed").contains("IllegalStateException: secret");
	}

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
	@CsvSource({ "/statistics, 'GET, HEAD'", "/event, POST", "/dashboard/main.js, 'GET, HEAD'", "/, 'GET, HEAD'",
			"/actuator/health, 'GET, HEAD'" })
	void traceIsAMethodLikeOthers(String path, String allowed) {
		Response response = this.http.send("TRACE", path, "");
		assertProblem(response, 405, path, "method TRACE is not allowed here: allowed is " + allowed);
		assertThat(response.header("Allow")).isEqualTo(allowed);
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
	@CsvSource(delimiter = '|',
			value = { "/actuator/health | application/json;charset=utf-16",
					"/actuator/health/readiness | application/json; charset=\"iso-8859-1\"",
					"/actuator/info | application/vnd.spring-boot.actuator.v3+json;charset=utf-16",
					"/v3/api-docs/swagger-config | application/json;charset=utf-16",
					"/statistics | application/json;charset=utf-16", "/statistics | application/json,,",
					"/actuator/prometheus | text/plain,,", "/actuator/health/liveness | ,application/json, ,*/*" })
	void charsetsAndEmptyElementsOfAcceptChangeNothing(String path, String accept) {
		Response response = this.http.get(path, "Accept", accept);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).doesNotContain("16").doesNotContain("8859");
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
	@ValueSource(strings = { "/statistics?", "/nope?", "/actuator/prometheus?" })
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

	@Test
	void pageIsServedWhateverIsAccepted() {
		Response page = this.http.get("/", "Accept", "application/json");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
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

	private static void assertProblem(Response response, int status, String instance, String detail) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = response.json();
		assertThat(problem.propertyNames()).containsExactlyInAnyOrder("type", "title", "status", "detail", "instance",
				"error");
		assertThat(problem.get("type").stringValue()).isEqualTo("about:blank");
		assertThat(problem.get("title").stringValue()).isNotBlank();
		assertThat(problem.get("status").intValue()).isEqualTo(status);
		assertThat(problem.get("instance").stringValue()).isEqualTo(instance);
		assertThat(problem.get("detail").stringValue()).contains(detail);
		assertThat(problem.get("error")).isEqualTo(problem.get("detail"));
	}

}
