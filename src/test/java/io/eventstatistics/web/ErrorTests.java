package io.eventstatistics.web;

import java.time.Instant;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;

/**
 * Every error is a problem detail, wherever it arises.
 */
@TestPropertySource(properties = "event-statistics.ingest.max-body=1KB")
@ExtendWith(OutputCaptureExtension.class)
class ErrorTests extends RunningService {

	@MockitoSpyBean
	private EventRecorder recorder;

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
	@ValueSource(strings = { "text/csv;version=2", "application/xml", "image/png" })
	void answerThatCannotBeAcceptedSaysWhatThereIs(String accept) {
		assertProblem(this.http.get("/statistics", "Accept", accept), 406, "/statistics",
				"Accept " + accept + " cannot be met here: available is application/json");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/nope | text/html | 404 | there is nothing at /nope",
			"/statistics?window=%3Cb%3E | text/html,application/xhtml+xml,*/*;q=0.8 | 400 | but was &quot;&lt;b&gt;&quot;",
			"/event | text/html, application/json;q=0.9 | 405 | method GET is not allowed here",
			"/statistics | text/html | 406 | Accept text/html cannot be met here",
			"/WEB-INF/web.xml | text/html | 404 | there is nothing at /WEB-INF/web.xml" })
	void browsersGetAPageThatLinksOn(String path, String accept, int status, String detail) {
		Response page = this.http.get(path, "Accept", accept);
		assertThat(page.status()).isEqualTo(status);
		assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(page.body()).startsWith("<!DOCTYPE html>")
			.contains("<title>" + status + " ", detail, "<a href=\"/\">", "<a href=\"/swagger-ui.html\">",
					"content=\"default-src 'none'\"")
			.doesNotContain("<b>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/*", "application/json, text/html;q=0.9",
			"text/html;q=0.5, application/problem+json", "application/xml", "text/html;q=x" })
	void othersGetAProblem(String accept) {
		assertProblem(this.http.get("/nope", "Accept", accept), 404, "/nope", "there is nothing at /nope");
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

	@ParameterizedTest
	@ValueSource(strings = { "time", "ts", "Timestamp" })
	void misspeltMemberIsListed(String name) {
		assertProblem(this.http.postEvent("{\"%s\": \"2026-11-23T14:30:00Z\", \"value\": 1}".formatted(name)), 400,
				"/event",
				"timestamp is missing: an event is a JSON object with the members \"timestamp\" and \"value\","
						+ " but it has \"%s\", \"value\"".formatted(name));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "NaN | NaN is no JSON number: omit events without a finite value",
			"-Infinity | -Infinity is no JSON number: omit events without a finite value",
			"nil | nil is neither a number, a string, true, false nor null",
			"12,34 | a member's name in double quotes is expected but was '3': a number has a decimal point, not a comma, such as 12.34" })
	void valueThatIsNoJsonNamesTheCause(String value, String detail) {
		assertProblem(this.http.postEvent(Instant.now(), value), 400, "/event", detail);
	}

	@Test
	void arrayOfEventsBelongsElsewhere() {
		assertProblem(this.http.postEvent("[{}]"), 400, "/event", "but was an array: send arrays to /events");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-ndjson" })
	void batchWithoutABodyIsRefused(String type) {
		assertProblem(this.http.send("POST", "/events", "", "Content-Type", type), 400, "/events", "the body is empty");
	}

	/** The type that curl sends if none is given. */
	@ParameterizedTest
	@ValueSource(strings = { "/event", "/events" })
	void missingTypeNamesTheOptionOfCurl(String path) {
		assertProblem(this.http.send("POST", path, "{}", "Content-Type", "application/x-www-form-urlencoded"), 415,
				path, "with curl: -H 'Content-Type: application/json'");
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
		assertProblem(response, 500, "/event", "the server failed to answer: its log has the reason");
		assertThat(response.body()).doesNotContain("secret").doesNotContain("IllegalState");
		assertThat(output).contains("POST /event failed").contains("IllegalStateException: secret");
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
	@CsvSource(delimiter = '|',
			value = { "/actuator/health | application/json;charset=utf-16",
					"/actuator/health/readiness | application/json; charset=\"iso-8859-1\"",
					"/actuator/info | application/vnd.spring-boot.actuator.v3+json;charset=utf-16",
					"/v3/api-docs | application/json;charset=utf-16", "/statistics | application/json;charset=utf-16",
					"/statistics | application/json,,", "/actuator/prometheus | text/plain,,",
					"/actuator/health/liveness | ,application/json, ,*/*" })
	void charsetsAndEmptyElementsOfAcceptChangeNothing(String path, String accept) {
		Response response = this.http.get(path, "Accept", accept);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).doesNotContain("16").doesNotContain("8859");
	}

	@Test
	void pageIsServedWhateverIsAccepted() {
		Response page = this.http.get("/", "Accept", "application/json");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
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
