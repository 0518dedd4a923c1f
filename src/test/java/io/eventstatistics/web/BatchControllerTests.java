package io.eventstatistics.web;

import java.time.Instant;
import java.util.Random;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches, retries and refusals, over a real connection.
 */
class BatchControllerTests extends BatchService {

	@Test
	void linesAndArraysAreCounted() {
		long before = count();
		Response lines = post(NDJSON, event(1) + "\r\n\n" + event(2));
		assertThat(lines.status()).isEqualTo(201);
		assertThat(lines.body()).isEqualTo("{\"message\":\"Events created successfully\",\"accepted\":2}");
		assertThat(post(JSON, "[" + event(3) + "," + event(4) + "," + event(5) + "]").body())
			.contains("\"accepted\":3");
		assertThat(post(JSON, "[]").body()).contains("\"accepted\":0");
		assertThat(count()).isEqualTo(before + 5);
	}

	@Test
	void hundredThousandEventsCountExactly() throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		NaiveWindow oracle = new NaiveWindow(Long.MAX_VALUE / 4);
		StringBuilder body = new StringBuilder();
		Instant now = Instant.now();
		double level = 70;
		for (int i = 0; i < 100_000; i++) {
			level += random.nextGaussian();
			oracle.add(0, level);
			body.append("{\"timestamp\":\"%s\",\"value\":%s}\n"
				.formatted(now.minusNanos((long) (random.nextDouble() * 3.5e12)), level));
		}
		assertThat(post(NDJSON, body.toString()).body()).contains("\"accepted\":100000");
		Statistics expected = oracle.statistics(0);
		JsonNode answer = this.http.get("/statistics").json();
		assertThat(answer.get("count").longValue()).isEqualTo(100_000);
		assertThat(answer.get("min").doubleValue()).as("seed %d", seed).isEqualTo(expected.min());
		assertThat(answer.get("max").doubleValue()).as("seed %d", seed).isEqualTo(expected.max());
		assertThat(answer.get("mean").doubleValue()).as("seed %d", seed).isEqualTo(expected.mean());
		assertThat(post(NDJSON, body + event(1)).status()).isEqualTo(413);
		assertThat(count()).isEqualTo(100_000);
	}

	@Test
	void eventsOlderThanTheWindowAreCountedAsExpired() {
		long before = count();
		String old = event(1).replaceFirst("\"timestamp\":\\s*\"[^\"]*\"",
				"\"timestamp\": \"" + Instant.now().minusSeconds(3601) + "\"");
		assertThat(post(NDJSON, old + "\n" + event(2) + "\n" + old).body())
			.isEqualTo("{\"message\":\"Events created successfully\",\"accepted\":3,\"expired\":2}");
		Response partly = this.http.send("POST", "/events?partial=true", old + "\nx\n" + event(3), "Content-Type",
				NDJSON);
		assertThat(partly.json().get("accepted").intValue()).isEqualTo(2);
		assertThat(partly.json().get("expired").intValue()).isOne();
		assertThat(partly.json().get("rejected").intValue()).isOne();
		assertThat(count()).isEqualTo(before + 2);
	}

	@Test
	void allOrNothing() {
		long before = count();
		Response lines = post(NDJSON, event(1) + "\n{}\nx\n" + event(2) + "\n" + ahead());
		assertThat(lines.status()).isEqualTo(400);
		assertThat(lines.header("Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = lines.json();
		assertThat(problem.get("rejected").intValue()).isEqualTo(3);
		assertThat(problem.at("/errors/2/line").intValue()).isEqualTo(5);
		assertThat(problem.at("/errors/2/error").stringValue()).contains("too far ahead");
		assertThat(problem.at("/errors/0/line").intValue()).isEqualTo(2);
		assertThat(problem.at("/errors/0/error").stringValue()).contains("timestamp is missing");
		assertThat(problem.at("/errors/1/line").intValue()).isEqualTo(3);
		assertThat(problem.get("error")).isEqualTo(problem.get("detail"));
		Response array = post(JSON, "[" + event(1) + "," + ahead() + "]");
		assertThat(array.status()).isEqualTo(400);
		assertThat(array.json().at("/errors/0/index").intValue()).isEqualTo(1);
		assertThat(array.json().at("/errors/0/error").stringValue()).contains("9999-01-01T00:00:00Z is too far ahead");
		assertThat(count()).isEqualTo(before);
	}

	@Test
	void partialStoresTheGoodOnes() {
		long before = count();
		Response lines = this.http.send("POST", "/events?partial=true", event(1) + "\nx\n" + ahead() + "\n" + event(2),
				"Content-Type", NDJSON);
		assertThat(lines.status()).isEqualTo(200);
		assertThat(lines.json().get("accepted").intValue()).isEqualTo(2);
		assertThat(lines.json().get("rejected").intValue()).isEqualTo(2);
		assertThat(lines.json().at("/errors/0/line").intValue()).isEqualTo(2);
		assertThat(lines.json().at("/errors/1/line").intValue()).isEqualTo(3);
		Response array = this.http.send("POST", "/events?partial=true", "[1," + event(1) + ",", "Content-Type", JSON);
		assertThat(array.status()).isEqualTo(200);
		assertThat(array.json().at("/errors/0/index").intValue()).isZero();
		assertThat(array.json().at("/errors/1/index").intValue()).isEqualTo(2);
		Response good = this.http.send("POST", "/events?partial=true", event(1), "Content-Type", NDJSON);
		assertThat(good.body()).isEqualTo("{\"accepted\":1,\"rejected\":0,\"errors\":[]}");
		assertThat(count()).isEqualTo(before + 4);
	}

	@Test
	void fullWindowRefusesAndGoesOnAnswering() {
		String batch = (event(1) + "\n").repeat(90_000);
		Response response = post(NDJSON, batch);
		for (int i = 0; i < 3 && response.status() == 201; i++) {
			response = post(NDJSON, batch);
		}
		long count = count();
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.json().get("detail").stringValue()).contains("the window is full");
		assertThat(count()).isEqualTo(count);
		assertThat(this.http.get("/health").status()).isEqualTo(200);
	}

}
