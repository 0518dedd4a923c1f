package io.eventstatistics.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send a new name with every event take no more memory than the limit of
 * series allows, and disturb nobody.
 */
@Timeout(120)
@TestPropertySource(properties = "event-statistics.series.max=" + CardinalityAttackTests.MAX_SERIES)
class CardinalityAttackTests extends RunningService {

	static final int MAX_SERIES = 100;

	private static final int ATTACKERS = 4;

	/** Of each attacker; each round begins 22 series, and records 2 events of others. */
	private static final int ROUNDS = 150;

	private static final int EVENT_BYTES = 64;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private MutableClock clock;

	@Test
	void newNamesAreRefusedAndSeriesGoOn() throws Exception {
		for (int i = 0; i < MAX_SERIES; i++) {
			assertThat(post("kept." + i).status()).isEqualTo(201);
		}
		double memory = metric("memory_bytes");
		double refused = metric("refusals_total{reason=\"series_limit\"}");
		attack();
		int recorded = MAX_SERIES + 2 * ATTACKERS * ROUNDS;
		assertThat(this.http.get("/statistics?series=kept.*&stats=count").body())
			.isEqualTo("{\"count\":%d}".formatted(recorded));
		assertThat(count()).isEqualTo(recorded);
		assertThat(metric("series_held")).isEqualTo(MAX_SERIES);
		assertThat(metric("series_capacity")).isEqualTo(MAX_SERIES);
		assertThat(metric("idempotency_keys")).isZero();
		assertThat(metric("memory_bytes")).isBetween(1_000.0, memory + EVENT_BYTES * recorded);
		assertThat(metric("refusals_total{reason=\"series_limit\"}") - refused).isEqualTo(2 * ATTACKERS * ROUNDS);
		assertThat(scrape()).doesNotContain("kept.", "attack.");
		this.clock.advance(Duration.ofMinutes(61).toNanos());
		for (int i = 0; i < MAX_SERIES; i++) {
			assertThat(post("next." + i).status()).isEqualTo(201);
		}
		assertThat(post("one.more").status()).isEqualTo(400);
		assertThat(count()).isEqualTo(MAX_SERIES);
		assertThat(metric("series_held")).isEqualTo(MAX_SERIES);
		assertThat(metric("memory_bytes")).isBetween(1_000.0, memory + EVENT_BYTES * recorded);
	}

	@Test
	void expiredEventsBeginNoSeries() {
		for (int i = 0; i < MAX_SERIES; i++) {
			post("kept." + i);
		}
		String expired = event("expired").replace(this.clock.instant().toString(),
				this.clock.instant().minus(Duration.ofHours(2)).toString());
		Response partly = lines("/events?partial=true", expired + "\n" + event("expired"), "X-Round", "expired");
		assertThat(partly.body()).startsWith("{\"accepted\":1,\"expired\":1,\"rejected\":1,\"errors\":[{\"line\":2,");
		Response whole = lines("/events", expired + "\n" + event("expired"), "X-Round", "expired");
		assertThat(whole.json().get("rejected").intValue()).isOne();
	}

	private void attack() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(ATTACKERS);
		try {
			List<Future<?>> attackers = new ArrayList<>();
			for (int i = 0; i < ATTACKERS; i++) {
				String name = "attack." + i;
				attackers.add(threads.submit(() -> attack(name)));
			}
			for (Future<?> attacker : attackers) {
				attacker.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void attack(String name) {
		for (int round = 0; round < ROUNDS; round++) {
			String fresh = name + "." + round;
			assertThat(post(fresh).status()).isEqualTo(400);
			String kept = event("kept." + round % MAX_SERIES);
			StringBuilder batch = new StringBuilder(kept);
			for (int i = 0; i < 20; i++) {
				batch.append('\n').append(event(fresh + ":" + i));
			}
			Response whole = lines("/events", batch.toString(), "Idempotency-Key", fresh);
			assertThat(whole.status()).isEqualTo(400);
			assertThat(whole.json().get("detail").stringValue()).contains(fresh + ":0");
			assertThat(whole.json().get("rejected").intValue()).isEqualTo(20);
			Response partly = lines("/events?partial=true", batch.toString(), "X-Round", fresh);
			assertThat(partly.status()).isEqualTo(200);
			assertThat(partly.json().get("accepted").intValue()).isOne();
			assertThat(partly.json().get("rejected").intValue()).isEqualTo(20);
			assertThat(partly.json().get("errors")).hasSize(20).isEqualTo(whole.json().get("errors"));
			assertThat(lines("/events", kept, "X-Round", fresh).status()).isEqualTo(201);
		}
	}

	private Response post(String series) {
		return this.http.postEvent(event(series));
	}

	private Response lines(String path, String body, String header, String value) {
		return this.http.send("POST", path, body, "Content-Type", "application/x-ndjson", header, value);
	}

	private String event(String series) {
		return "{\"timestamp\":\"%s\",\"value\":1,\"series\":\"%s\"}".formatted(this.clock.instant(), series);
	}

	private double metric(String name) {
		Matcher line = Pattern.compile("^event_statistics_" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
			.matcher(scrape());
		return line.find() ? Double.parseDouble(line.group(1)) : 0;
	}

	private String scrape() {
		return this.http.get("/actuator/prometheus").body();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Clock {

		@Bean
		@Primary
		MutableClock mutableClock() {
			return new MutableClock(Instant.now());
		}

	}

}
