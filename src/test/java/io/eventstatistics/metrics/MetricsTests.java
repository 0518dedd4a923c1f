package io.eventstatistics.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus reads, over a real connection.
 */
@TestPropertySource(properties = "event-statistics.max-events=1000")
class MetricsTests extends RunningService {

	@Test
	void countsEventsAndBatches() {
		String before = scrape();
		Instant now = Instant.now();
		this.http.postEvent(now, 1);
		this.http.postEvent(now.minusSeconds(7200), 2);
		for (int i = 0; i < 2; i++) {
			this.http.send(
					"POST", "/events", "[{\"timestamp\": \"%s\", \"value\": 1}, {\"timestamp\": \"%s\", \"value\": 2}]"
						.formatted(now.minusSeconds(5), now),
					"Content-Type", "application/json", "Idempotency-Key", "batch");
		}
		String scrape = scrape();
		assertThat(value(scrape, "event_statistics_events_counted_total")
				- value(before, "event_statistics_events_counted_total"))
			.isEqualTo(3);
		assertThat(value(scrape, "event_statistics_events_expired_total")
				- value(before, "event_statistics_events_expired_total"))
			.isZero();
		assertThat(value(scrape, "event_statistics_events_replayed_total")
				- value(before, "event_statistics_events_replayed_total"))
			.isEqualTo(2);
		assertThat(value(scrape, "event_statistics_events_held")).isEqualTo(3);
		assertThat(value(scrape, "event_statistics_events_capacity")).isEqualTo(1000);
		assertThat(value(scrape, "event_statistics_idempotency_keys")).isOne();
		assertThat(value(scrape, "event_statistics_memory_bytes")).isBetween(1_000.0, 3_000.0);
		assertThat(value(scrape, "event_statistics_newest_timestamp_seconds"))
			.isEqualTo(now.getEpochSecond() + now.getNano() / 1e9);
		assertThat(value(scrape, "event_statistics_oldest_timestamp_seconds"))
			.isEqualTo(now.getEpochSecond() - 5 + now.getNano() / 1e9);
		assertThat(value(scrape, "event_statistics_batch_events_bucket{le=\"1.0\"}")
				- value(before, "event_statistics_batch_events_bucket{le=\"1.0\"}"))
			.isEqualTo(2);
		assertThat(value(scrape, "event_statistics_batch_events_bucket{le=\"3.0\"}")
				- value(before, "event_statistics_batch_events_bucket{le=\"3.0\"}"))
			.isEqualTo(3);
		assertThat(value(scrape, "event_statistics_batch_events_bucket{le=\"+Inf\"}")
				- value(before, "event_statistics_batch_events_bucket{le=\"+Inf\"}"))
			.isEqualTo(3);
		assertThat(
				value(scrape, "event_statistics_batch_events_sum") - value(before, "event_statistics_batch_events_sum"))
			.isEqualTo(4);
		assertThat(value(scrape, "event_statistics_batch_events_count")
				- value(before, "event_statistics_batch_events_count"))
			.isEqualTo(3);
	}

	/** One hold in 64 is timed; a wait needs contention. */
	@Test
	void timesHoldsOfTheLock() {
		String before = scrape();
		for (int i = 0; i < 128; i++) {
			this.http.postEvent(Instant.now(), i);
		}
		String after = scrape();
		for (String figure : List.of("event_statistics_lock_hold_seconds_count",
				"event_statistics_lock_hold_seconds_sum")) {
			assertThat(value(after, figure)).isGreaterThan(value(before, figure));
		}
		assertThat(after).contains("event_statistics_lock_wait_seconds_count ");
	}

	@Test
	void emptyWindowHasNoOldest() {
		assertThat(value(scrape(), "event_statistics_oldest_timestamp_seconds")).isNaN();
	}

	@Test
	void countsRefusalsByReason() {
		String before = scrape();
		this.http.postEvent("{}");
		this.http.postEvent("{}");
		this.http.postEvent(Instant.now().plusSeconds(3600), 1);
		this.http.send("POST", "/events", "{}\n", "Content-Type", "application/x-ndjson");
		this.http.send("POST", "/events", ("{\"timestamp\": \"" + Instant.now() + "\", \"value\": 1}\n").repeat(1001),
				"Content-Type", "application/x-ndjson");
		this.http.send("PUT", "/event", "");
		String scrape = scrape();
		assertThat(refusals(scrape, "invalid_event") - refusals(before, "invalid_event")).isEqualTo(2);
		assertThat(refusals(scrape, "timestamp_ahead") - refusals(before, "timestamp_ahead")).isOne();
		assertThat(refusals(scrape, "batch_rejected") - refusals(before, "batch_rejected")).isOne();
		assertThat(refusals(scrape, "window_full") - refusals(before, "window_full")).isOne();
		assertThat(refusals(scrape, "http_request_method_not_supported")
				- refusals(before, "http_request_method_not_supported"))
			.isOne();
	}

	@Test
	void timesRequestsInBuckets() {
		this.http.postEvent(Instant.now(), 1);
		assertThat(scrape()).containsPattern("http_server_requests_seconds_bucket\\{[^}]*uri=\"/event\",le=\"0.001\"");
	}

	@Test
	void everyMeterIsDocumented() throws Exception {
		this.http.postEvent("{}");
		String readme = Files.readString(Path.of("src/docs/operations.md"));
		Set<String> names = new TreeSet<>();
		Matcher type = Pattern.compile("# TYPE (event_statistics_\\w+) ").matcher(scrape());
		while (type.find()) {
			names.add(type.group(1));
		}
		assertThat(names).hasSizeGreaterThan(10).allSatisfy((name) -> assertThat(readme).contains("| `" + name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/beans", "/caches", "/conditions", "/configprops", "/env", "/heapdump",
			"/httpexchanges", "/loggers", "/mappings", "/metrics", "/sbom", "/scheduledtasks", "/shutdown", "/startup",
			"/threaddump" })
	void nothingElseOfTheActuatorAnswers(String endpoint) {
		assertThat(this.http.get("/actuator" + endpoint).status()).isEqualTo(404);
	}

	private double refusals(String scrape, String reason) {
		return value(scrape, "event_statistics_refusals_total{reason=\"" + reason + "\"}");
	}

	private String scrape() {
		Response response = this.http.get("/actuator/prometheus");
		assertThat(response.status()).isEqualTo(200);
		return response.body();
	}

	private static double value(String scrape, String series) {
		Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE).matcher(scrape);
		assertThat(line.find()).as(series + " in " + scrape.lines().filter((l) -> l.startsWith("event_")).toList())
			.isTrue();
		return Double.parseDouble(line.group(1));
	}

}
