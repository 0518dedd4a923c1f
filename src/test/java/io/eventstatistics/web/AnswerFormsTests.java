package io.eventstatistics.web;

import java.time.Instant;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of an answer is the one that the client prefers.
 */
class AnswerFormsTests extends RunningService {

	private static final String JSON = "application/json";

	private static final String CSV = "text/csv;header=present;charset=UTF-8";

	private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0;charset=utf-8";

	private static final String PROMETHEUS = "text/plain;version=0.0.4;charset=utf-8";

	/** As Prometheus 2.42 and 3.5 send it. */
	private static final String SCRAPE = "application/openmetrics-text;version=1.0.0,"
			+ "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

	private static final String SCRAPE_3 = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
			+ "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
			+ "text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "*/* | " + JSON, "application/* | " + JSON, "application/json | " + JSON, "text/* | " + CSV,
					"text/csv | " + CSV, "text/csv;q=0.5, application/json;q=0.4 | " + CSV,
					"text/csv;q=0.5, application/json | " + JSON, "text/csv, */* | " + CSV,
					"text/csv;q=0.1, */* | " + JSON, "application/json, text/plain, */* | " + JSON,
					"text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8 | " + JSON,
					"text/plain | " + PROMETHEUS, "text/plain;version=0.0.4 | " + PROMETHEUS,
					"application/openmetrics-text | " + OPEN_METRICS, SCRAPE + " | " + OPEN_METRICS,
					SCRAPE_3 + " | " + OPEN_METRICS,
					"application/openmetrics-text;version=0.0.1, text/plain;q=0.1 | " + PROMETHEUS })
	void formIsThePreferredOne(String accept, String type) {
		for (String path : new String[] { "/statistics", "/statistics?by=series&stats=count,p50" }) {
			Response answer = this.http.get(path, "Accept", accept);
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			assertThat(answer.header("Content-Type")).isEqualToIgnoringCase(type);
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		}
	}

	@Test
	void jsonIsTheDefault() {
		assertThat(this.http.get("/statistics").body())
			.isEqualTo("{\"count\":0,\"min\":null,\"max\":null,\"mean\":null}");
		assertThat(this.http.get("/statistics").header("Content-Type")).isEqualTo(JSON);
	}

	@Test
	void plainQuestionInEveryForm() {
		this.http.postEvent(Instant.now(), 3);
		assertThat(this.http.get("/statistics", "Accept", "text/csv").body())
			.isEqualTo("count,min,max,mean\r\n1,3.0,3.0,3.0\r\n");
		assertThat(this.http.get("/statistics?stats=max", "Accept", "text/plain").body())
			.isEqualTo("# HELP event_statistics_window_max The figure max of the events of the window\n"
					+ "# TYPE event_statistics_window_max gauge\nevent_statistics_window_max{window=\"PT1H\"} 3.0\n");
		Response history = this.http.get("/statistics/history?step=1h&window=1s&stats=count", "Accept", "text/csv");
		assertThat(history.header("Content-Type")).isEqualTo(CSV);
		assertThat(history.body()).startsWith("timestamp,count\r\n").endsWith(",1\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/csv", "text/plain", "application/openmetrics-text" })
	void errorsAreProblemsInEveryForm(String accept) {
		Response answer = this.http.get("/statistics?stats=mode", "Accept", accept);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@CsvSource({ "/statistics, image/png", "/statistics, application/openmetrics-text;version=0.0.1",
			"/statistics/history, text/plain", "/statistics/history, application/openmetrics-text" })
	void otherFormsAreNotThere(String path, String accept) {
		Response answer = this.http.get(path, "Accept", accept);
		assertThat(answer.status()).isEqualTo(406);
		assertThat(answer.json().get("detail").stringValue()).contains("available is application/json, text/csv");
	}

	@Test
	void headHasTheHeadersOfTheForm() {
		Response answer = this.http.send("HEAD", "/statistics", "", "Accept", "text/csv");
		assertThat(answer.header("Content-Type")).isEqualTo(CSV);
		assertThat(answer.body()).isEmpty();
	}

}
