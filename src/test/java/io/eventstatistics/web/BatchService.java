package io.eventstatistics.web;

import java.time.Instant;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;

import org.springframework.test.context.TestPropertySource;

/**
 * The service for tests of batches, and what they send.
 */
@TestPropertySource(properties = { "event-statistics.max-events=250000", "event-statistics.ingest.max-body=10MB" })
abstract class BatchService extends RunningService {

	static final String NDJSON = "application/x-ndjson";

	static final String JSON = "application/json";

	Response post(String type, String body, String... headers) {
		String[] all = new String[headers.length + 2];
		all[0] = "Content-Type";
		all[1] = type;
		System.arraycopy(headers, 0, all, 2, headers.length);
		return this.http.send("POST", "/events", body, all);
	}

	static String event(double value) {
		return "{\"timestamp\": \"%s\", \"value\": %s}".formatted(Instant.now(), value);
	}

	static String ahead() {
		return "{\"timestamp\": \"9999-01-01T00:00:00Z\", \"value\": 1}";
	}

}
