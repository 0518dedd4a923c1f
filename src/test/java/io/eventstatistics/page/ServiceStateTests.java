package io.eventstatistics.page;

import java.time.Instant;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the dashboard shows of the service beside the figures.
 */
@TestPropertySource(properties = { "event-statistics.max-events=1000", "event-statistics.max-memory=8MB",
		"event-statistics.security.read-tokens=read-0123456789abcdef",
		"event-statistics.security.operate-tokens=operate-0123456789abcdef" })
class ServiceStateTests extends RunningService {

	@Test
	void stateNeedsAReadToken() {
		assertThat(this.http.get("/dashboard/state.json").status()).isEqualTo(401);
		assertThat(this.http.get("/dashboard/state.json", "Authorization", "Bearer operate-0123456789abcdef").status())
			.isEqualTo(403);
		Response state = get();
		assertThat(state.status()).isEqualTo(200);
		assertThat(state.header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void stateHasTheSizesAndTheirLimits() {
		JsonNode empty = get().json();
		assertThat(empty.get("events").toString()).isEqualTo("{\"used\":0,\"limit\":1000}");
		assertThat(empty.at("/memory/limit").longValue()).isEqualTo(8L << 20);
		assertThat(empty.get("series").toString()).isEqualTo("{\"used\":0,\"limit\":10000}");
		assertThat(empty.get("ledger").isNull()).isTrue();
		Instant startedAt = Instant.parse(empty.get("startedAt").stringValue());
		assertThat(Instant.parse(empty.get("at").stringValue())).isAfter(startedAt);
		this.http.postEvent("{\"timestamp\": \"%s\", \"value\": 1, \"series\": \"a\"}".formatted(Instant.now()));
		JsonNode state = get().json();
		assertThat(state.at("/events/used").longValue()).isOne();
		assertThat(state.at("/series/used").longValue()).isOne();
		assertThat(state.at("/memory/used").longValue()).isPositive();
		assertThat(state.get("startedAt")).isEqualTo(empty.get("startedAt"));
	}

	@Test
	void stateCountsWhatDoesNotCount() {
		JsonNode before = get().json();
		this.http.postEvent(Instant.now().minusSeconds(7200), 1);
		this.http.postEvent(Instant.now(), "true");
		this.http.postEvent(Instant.now(), 2);
		JsonNode after = get().json();
		assertThat(grown(before, after, "/late")).isOne();
		assertThat(grown(before, after, "/counted")).isOne();
		assertThat(grown(before, after, "/refusals/invalid_event")).isOne();
		assertThat(grown(before, after, "/refusals/window_full")).isZero();
		this.http.send("POST", "/events", "{\"timestamp\":\"%s\",\"value\":1}\n".formatted(Instant.now()).repeat(1000),
				"Content-Type", "application/x-ndjson");
		assertThat(grown(after, get().json(), "/refusals/window_full")).isOne();
	}

	private Response get() {
		return this.http.get("/dashboard/state.json", "Authorization", "Bearer read-0123456789abcdef");
	}

	private static long grown(JsonNode before, JsonNode after, String counter) {
		return after.at(counter).asLong(0) - before.at(counter).asLong(0);
	}

}
