package io.eventstatistics.query;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import org.jspecify.annotations.Nullable;

import static io.eventstatistics.testing.Questions.of;

/**
 * A window of an hour with events of several series, at a time that stands still.
 */
class SeriesFixture {

	static final Duration HOUR = Duration.ofHours(1);

	static final Instant NOW = Instant.parse("2026-11-23T14:30:00.5Z");

	final EventService service = new EventService(InstantSource.fixed(NOW), HOUR, Duration.ZERO, 100_000,
			Long.MAX_VALUE);

	void record(@Nullable String series, long secondsAgo, double... values) {
		EventBatch batch = new EventBatch(1);
		for (double value : values) {
			batch.add(NOW.minusSeconds(secondsAgo), value, series);
		}
		this.service.record(batch, null);
	}

	Answer ask(String query) {
		return StatisticsQuery.parse(of(query), HOUR).ask(this.service);
	}

	String json(String query) {
		return ask(query).json().toString();
	}

	Answer history(@Nullable String step, String query) {
		return HistoryQuery.parse(step, of(query), HOUR).ask(this.service);
	}

}
