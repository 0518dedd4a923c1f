package io.eventstatistics.limit;

import java.time.Instant;

import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limit over a real connection: one event a second and bursts of five. Each test is a
 * client of its own, because the server trusts forwarded headers.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "event-statistics.rate-limit.events-per-second=1", "event-statistics.rate-limit.burst=5",
				"server.forward-headers-strategy=native" })
class RateLimitTests {

	private static final String NDJSON = "application/x-ndjson";

	private static int clients;

	@LocalServerPort
	private int port;

	private Http http = new Http(0);

	private String client = "";

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
		this.client = "192.0.2." + ++clients;
	}

	@Test
	void batchCostsItsEvents() {
		Response first = post(batch(3));
		assertThat(first.status()).isEqualTo(201);
		assertThat(first.header("RateLimit-Policy")).isEqualTo("\"events\";q=5;qu=\"events\";w=5");
		assertThat(first.header("RateLimit")).matches("\"events\";r=2;t=3");
		Response second = post(batch(3));
		assertThat(second.status()).isEqualTo(429);
		assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(second.header("Retry-After")).isEqualTo("1");
		assertThat(second.header("RateLimit")).matches("\"events\";r=2;t=3");
		assertThat(second.json().get("title").stringValue()).isEqualTo("Too Many Requests");
		assertThat(second.json().get("error").stringValue())
			.isEqualTo("too many events: there will be room for 3 in 1 s");
		assertThat(second.json().get("instance").stringValue()).isEqualTo("/events");
		assertThat(post(batch(2)).status()).isEqualTo(201);
	}

	@Test
	void refusedEventsAreNotCounted() {
		long before = count();
		post(batch(4));
		post(batch(4));
		assertThat(count()).isEqualTo(before + 4);
	}

	@Test
	void whoHasNothingLeftIsTurnedAwayUnread() {
		post(batch(5));
		Response response = post("nonsense");
		assertThat(response.status()).isEqualTo(429);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.header("RateLimit")).isEqualTo("\"events\";r=0;t=1");
	}

	@Test
	void tokensComeBackWithTime() throws Exception {
		post(batch(5));
		assertThat(post(batch(1)).status()).isEqualTo(429);
		Thread.sleep(1_100);
		assertThat(post(batch(1)).status()).isEqualTo(201);
	}

	@Test
	void batchAboveTheBurstIsToldThatItNeverPasses() {
		Response response = post(batch(6));
		assertThat(response.status()).isEqualTo(413);
		assertThat(response.header("Retry-After")).isEmpty();
		assertThat(response.json().get("error").stringValue())
			.isEqualTo("the batch's 6 events are more than the 5 that a client may ever send at once:"
					+ " send smaller batches");
		assertThat(post(batch(5)).status()).isEqualTo(201);
	}

	@Test
	void whatIsRefusedCostsNothing() {
		for (int i = 0; i < 3; i++) {
			assertThat(post(batch(4) + "{}\n").status()).isEqualTo(400);
			assertThat(post("{\"timestamp\": \"9999-01-01T00:00:00Z\", \"value\": 1}\n".repeat(5)).status())
				.isEqualTo(400);
		}
		assertThat(post(batch(5)).status()).isEqualTo(201);
	}

	@Test
	void requestWithoutEventsCostsAToken() {
		for (int i = 0; i < 5; i++) {
			assertThat(postNothing("empty " + i).status()).isEqualTo(201);
		}
		assertThat(postNothing("empty").status()).isEqualTo(429);
	}

	@Test
	void answerThatCannotBeWrittenAsAskedForIsNoWayAroundTheLimit() {
		long before = count();
		for (int i = 0; i < 2; i++) {
			assertThat(post(batch(2), "Accept", "application/json;charset=utf-16").status()).isEqualTo(201);
		}
		Response last = post(batch(2), "Accept", "application/json;charset=utf-16");
		assertThat(last.status()).isEqualTo(429);
		assertThat(count()).isEqualTo(before + 4);
	}

	@Test
	void repeatCostsNothing() {
		String batch = batch(3);
		for (int i = 0; i < 3; i++) {
			if (i > 0) {
				sleepUntilThree();
			}
			Response response = post(batch, "Idempotency-Key", "repeat");
			assertThat(response.status()).isEqualTo(201);
			assertThat(response.header("Idempotency-Replayed")).isEqualTo((i > 0) ? "true" : "");
		}
		assertThat(post(batch(3)).status()).isEqualTo(201);
	}

	@Test
	void oneEventCostsAToken() {
		Response response = this.http.send("POST", "/event",
				"{\"timestamp\": \"%s\", \"value\": 1}".formatted(Instant.now()), "Content-Type", "application/json",
				"X-Forwarded-For", this.client);
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.header("RateLimit")).isEqualTo("\"events\";r=4;t=1");
	}

	@Test
	void questionsAreFree() {
		post(batch(5));
		assertThat(this.http.get("/statistics", "X-Forwarded-For", this.client).status()).isEqualTo(200);
	}

	@Test
	void eachClientHasItsOwn() {
		post(batch(5));
		this.client = "192.0.2.200";
		assertThat(post(batch(5)).status()).isEqualTo(201);
	}

	private static void sleepUntilThree() {
		try {
			Thread.sleep(1_100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Response postNothing(String key) {
		return this.http.send("POST", "/events", "[]", "Content-Type", "application/json", "X-Forwarded-For",
				this.client, "Idempotency-Key", key);
	}

	private Response post(String body, String... headers) {
		String[] all = new String[headers.length + 4];
		System.arraycopy(headers, 0, all, 4, headers.length);
		all[0] = "Content-Type";
		all[1] = NDJSON;
		all[2] = "X-Forwarded-For";
		all[3] = this.client;
		return this.http.send("POST", "/events", body, all);
	}

	private long count() {
		return this.http.get("/statistics").json().get("count").longValue();
	}

	private static String batch(int events) {
		return "{\"timestamp\": \"%s\", \"value\": 1}\n".formatted(Instant.now()).repeat(events);
	}

}
