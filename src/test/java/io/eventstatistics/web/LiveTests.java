package io.eventstatistics.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;

import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live streams, over real connections.
 */
class LiveTests extends LiveService {

	@Test
	void streamStartsAtOnceAndGoesOn() throws IOException {
		this.http.postEvent(Instant.now(), 12.34);
		BufferedReader stream = stream("/statistics/stream?every=100ms");
		assertThat(head(stream))
			.contains("HTTP/1.1 200 ", "Content-Type: text/event-stream;charset=UTF-8", "Cache-Control: no-store",
					"X-Accel-Buffering: no")
			.noneMatch((header) -> header.startsWith("Content-Encoding"));
		assertThat(next(stream)).isEqualTo("retry: 1000");
		for (int i = 0; i < 3; i++) {
			assertThat(next(stream)).isEqualTo("event: statistics");
			assertThat(next(stream)).isEqualTo("data: " + this.http.get("/statistics").body());
		}
		this.http.postEvent(Instant.now(), 7.66);
		String last = next(stream);
		for (int i = 0; i < 20 && !last.contains("\"count\":2"); i++) {
			last = next(stream);
		}
		assertThat(last).isEqualTo("data: {\"count\":2,\"min\":7.66,\"max\":12.34,\"mean\":10.0}");
	}

	@Test
	void streamAnswersWhatItIsAskedFor() throws IOException {
		BufferedReader stream = stream("/statistics/stream?every=PT1S&window=5m&stats=p99,count");
		head(stream);
		assertThat(next(stream)).startsWith("retry");
		assertThat(next(stream)).startsWith("event");
		assertThat(next(stream)).isEqualTo("data: {\"p99\":null,\"count\":0}");
	}

	@Test
	void streamOfMessagesNamesNoType() throws IOException {
		BufferedReader stream = stream("/statistics/stream?every=100ms&stats=count&event=message");
		head(stream);
		assertThat(next(stream)).startsWith("retry");
		assertThat(next(stream)).isEqualTo("data: {\"count\":0}");
		assertThat(next(stream)).isEqualTo("data: {\"count\":0}");
		BufferedReader typed = stream("/statistics/stream?stats=count&event=statistics");
		head(typed);
		assertThat(next(typed)).startsWith("retry");
		assertThat(next(typed)).isEqualTo("event: statistics");
		Response other = this.http.get("/statistics/stream?event=tick");
		assertThat(other.status()).isEqualTo(400);
		assertThat(other.json().get("detail").stringValue())
			.isEqualTo("event must be statistics or message but was \"tick\"");
	}

	@Test
	void streamAnswersSeriesBySeries() throws IOException {
		this.http.send("POST", "/events?series=a", "[{\"timestamp\":\"%s\",\"value\":2}]".formatted(Instant.now()),
				"Content-Type", "application/json");
		BufferedReader stream = stream("/statistics/stream?by=series&stats=max,count&sort=-max&limit=1");
		head(stream);
		assertThat(next(stream)).startsWith("retry");
		assertThat(next(stream)).startsWith("event");
		assertThat(next(stream)).isEqualTo("data: {\"groups\":[{\"series\":\"a\",\"max\":2.0,\"count\":1}],"
				+ "\"total\":{\"max\":2.0,\"count\":1},\"truncated\":false}");
		BufferedReader unnamed = stream("/statistics/stream?series=&stats=count");
		head(unnamed);
		next(unnamed);
		next(unnamed);
		assertThat(next(unnamed)).isEqualTo("data: {\"count\":0}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "by=x | by must be series but was \"x\"",
			"every=99ms | every must be from 100ms to 60s but was \"99ms\"", "every=61s | every must be a duration",
			"every=often | every must be a duration", "every= | every must be a duration",
			"window=2h | window must be a duration", "stats=mode | stats must be a list of figures but has \"mode\"" })
	void wrongParameterIsRefusedByName(String query, String detail) throws IOException {
		Response response = this.http.get("/statistics/stream?" + query, "Accept", "text/event-stream");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.json().get("detail").stringValue()).startsWith(detail);
		assertThat(upgrade("?" + query, "13", "")).startsWith("HTTP/1.1 400 ")
			.contains("application/problem+json")
			.contains("\"status\":400");
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void headOpensNoStream() {
		Response response = this.http.send("HEAD", "/statistics/stream", "");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).startsWith("text/event-stream");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void streamIsServedToThoseWhoAcceptIt() {
		Response response = this.http.get("/statistics/stream", "Accept", "application/json");
		assertThat(response.status()).isEqualTo(406);
		assertThat(response.json().get("detail").stringValue()).contains("available is text/event-stream");
	}

	@Test
	void streamsPastTheLimitAreRefusedUntilOneEnds() throws IOException {
		for (int i = 0; i < 40; i++) {
			next(stream("/statistics/stream?every=100ms"));
		}
		Response refused = this.http.get("/statistics/stream");
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.header("Retry-After")).isEqualTo("1");
		assertThat(refused.json().get("detail").stringValue())
			.isEqualTo("the 40 streams that event-statistics.live.max-subscribers allows are open");
		assertThat(upgrade("", "13", "")).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
		this.sockets.get(0).close();
		await(() -> this.publisher.subscribers() < 40);
		next(stream("/statistics/stream"));
	}

	@Test
	void deadReadersAreLetGoAndCostTheOthersNothing() throws IOException {
		for (int i = 0; i < 10; i++) {
			Socket dead = open("GET /statistics/stream?every=100ms&stats=%s HTTP/1.1\r\nHost: x\r\n\r\n"
				.formatted("count,min,max,mean,sum,variance,stddev,from,to,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12"));
			dead.setSoLinger(true, 0);
		}
		BufferedReader alive = stream("/statistics/stream?every=100ms");
		head(alive);
		await(() -> this.publisher.subscribers() == 11);
		for (int i = 0; i < 20; i++) {
			next(alive);
		}
		for (int i = 0; i < 10; i++) {
			this.sockets.get(i).close();
		}
		await(() -> this.publisher.subscribers() == 1);
	}

}
