package io.eventstatistics.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of series and their limit, over a real connection.
 */
@TestPropertySource(properties = "event-statistics.series.max=30")
class SeriesListTests extends RunningService {

	private final Instant now = Instant.now();

	@Test
	void listIsByNameAndGoesOn() {
		for (int i = 0; i < 25; i++) {
			assertThat(post("s." + (char) ('a' + i), i).status()).isEqualTo(201);
		}
		post("other", 1);
		this.http.postEvent(this.now, 1);
		List<String> names = new ArrayList<>();
		String next = "";
		do {
			JsonNode page = this.http.get("/series?prefix=s.&limit=10" + next).json();
			assertThat(page.propertyNames()).containsExactly("series", "held", "capacity", "next");
			assertThat(page.get("held").intValue()).isEqualTo(26);
			assertThat(page.get("capacity").intValue()).isEqualTo(30);
			page.get("series").forEach((series) -> names.add(series.get("series").stringValue()));
			next = page.get("next").isNull() ? "" : "&after=" + page.get("next").stringValue();
		}
		while (!next.isEmpty());
		assertThat(names).hasSize(25).isSorted().startsWith("s.a").endsWith("s.y");
	}

	@Test
	void seriesHasItsCountAndItsNewestEvent() {
		post("a", 30);
		post("a", 10);
		post("a", 20);
		assertThat(this.http.get("/series").body()).isEqualTo(
				"{\"series\":[{\"series\":\"a\",\"count\":3,\"newest\":\"%s\"}],\"held\":1,\"capacity\":30,\"next\":null}"
					.formatted(this.now.minusSeconds(10)));
	}

	@Test
	void listIsEmptyWithoutSeries() {
		this.http.postEvent(this.now, 1);
		Response answer = this.http.get("/series");
		assertThat(answer.body()).isEqualTo("{\"series\":[],\"held\":0,\"capacity\":30,\"next\":null}");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(this.http.send("HEAD", "/series", "").status()).isEqualTo(200);
		assertThat(this.http.send("HEAD", "/series", "").body()).isEmpty();
		assertThat(this.http.send("DELETE", "/series", "").header("Allow")).isEqualTo("GET, HEAD");
		assertThat(this.http.get("/series", "Accept", "text/csv").status()).isEqualTo(406);
	}

	@Test
	void seriesPastTheLimitIsRefusedByName() {
		for (int i = 0; i < 30; i++) {
			assertThat(post("s" + i, 1).status()).isEqualTo(201);
		}
		Response refused = post("one.more", 1);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().get("detail").stringValue()).contains("\"one.more\"",
				"the 30 series that event-statistics.series.max allows", "a series leaves with its last event");
		assertThat(post("s7", 1).status()).isEqualTo(201);
		assertThat(this.http.postEvent(this.now, 1).status()).isEqualTo(201);
		assertThat(this.http.get("/series?limit=1").json().get("held").intValue()).isEqualTo(30);
		assertThat(this.http.get("/statistics?stats=count").body()).isEqualTo("{\"count\":32}");
	}

	@Test
	void partialBatchRejectsEventsOfSeriesPastTheLimit() {
		for (int i = 0; i < 29; i++) {
			post("s" + i, 1);
		}
		String batch = "[" + event("\"series\":\"s7\"") + ",1," + event("\"series\":\"fits\"") + ","
				+ event("\"series\":\"beyond\"") + "," + event("\"labels\":{}") + "," + event("\"series\":\"beyond\"")
				+ "]";
		assertThat(send("/events", batch).status()).isEqualTo(400);
		assertThat(this.http.get("/statistics?stats=count").body()).isEqualTo("{\"count\":29}");
		Response partly = send("/events?partial=true", batch);
		assertThat(partly.status()).isEqualTo(200);
		assertThat(partly.json().get("accepted").intValue()).isEqualTo(3);
		assertThat(partly.json().get("rejected").intValue()).isEqualTo(3);
		assertThat(partly.json().at("/errors/0/index").intValue()).isEqualTo(1);
		assertThat(partly.json().at("/errors/1/index").intValue()).isEqualTo(3);
		assertThat(partly.json().at("/errors/1/error").stringValue()).contains("\"beyond\"",
				"event-statistics.series.max");
		assertThat(partly.json().at("/errors/2/index").intValue()).isEqualTo(5);
		assertThat(this.http.get("/statistics?stats=count").body()).isEqualTo("{\"count\":32}");
		assertThat(this.http.get("/statistics?stats=count&series=beyond").body()).isEqualTo("{\"count\":0}");
	}

	@Test
	void partialBatchOfNewSeriesAloneAcceptsNone() {
		for (int i = 0; i < 30; i++) {
			post("s" + i, 1);
		}
		StringBuilder batch = new StringBuilder();
		for (int i = 0; i < 2_000; i++) {
			batch.append(event("\"series\":\"new." + i + "\"")).append('\n');
		}
		Response none = this.http.send("POST", "/events?partial=true", batch.toString(), "Content-Type",
				"application/x-ndjson");
		assertThat(none.status()).isEqualTo(200);
		assertThat(none.json().get("accepted").intValue()).isZero();
		assertThat(none.json().get("rejected").intValue()).isEqualTo(2_000);
		assertThat(none.json().get("errors").size()).isEqualTo(100);
		assertThat(none.json().at("/errors/99/line").intValue()).isEqualTo(100);
	}

	private String event(String member) {
		return "{\"timestamp\":\"%s\",\"value\":1,%s}".formatted(this.now, member);
	}

	private Response send(String path, String batch) {
		return this.http.send("POST", path, batch, "Content-Type", "application/json");
	}

	private Response post(String series, long secondsAgo) {
		return this.http.send("POST", "/events?series=" + series,
				"[{\"timestamp\":\"%s\",\"value\":1}]".formatted(this.now.minusSeconds(secondsAgo)), "Content-Type",
				"application/json");
	}

}
