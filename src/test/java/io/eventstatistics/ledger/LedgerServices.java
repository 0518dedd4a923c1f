package io.eventstatistics.ledger;

import java.time.Instant;

import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests do with whole services that have a ledger.
 */
final class LedgerServices {

	private LedgerServices() {
	}

	/** Asserts that an event of one service counts on another, and its retry once. */
	static void assertOneWindow(Http first, Http second) {
		String event = "{\"timestamp\": \"%s\", \"value\": 1}".formatted(Instant.now());
		assertThat(post(first, event).header("Idempotency-Replayed")).isEmpty();
		assertThat(count(first)).isOne();
		Replica.await(() -> count(second) == 1);
		assertThat(post(second, event).header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(second.get("/statistics").body()).isEqualTo(first.get("/statistics").body());
	}

	private static Response post(Http http, String event) {
		return http.send("POST", "/event", event, "Content-Type", "application/json", "Idempotency-Key", "one");
	}

	static long count(Http http) {
		return http.get("/statistics").json().get("count").longValue();
	}

	static boolean isUp(Http http) {
		try {
			return http.get("/actuator/health/liveness").status() == 200;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	static Http http(ConfigurableApplicationContext service) {
		return new Http(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
	}

}
