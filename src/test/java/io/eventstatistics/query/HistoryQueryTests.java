package io.eventstatistics.query;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.eventstatistics.testing.Questions.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HistoryQueryTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Instant NOW = Instant.parse("2026-11-23T14:30:00.5Z");

	private final EventService service = new EventService(InstantSource.fixed(NOW), HOUR, Duration.ZERO, 1000,
			Long.MAX_VALUE);

	@Test
	void pointsAreAlignedOldestFirstEmptyOnesToo() {
		EventBatch batch = new EventBatch(1);
		batch.add(NOW, 4);
		batch.add(NOW.minusSeconds(180), 2);
		batch.add(NOW.minusSeconds(180).minusNanos(1), 99);
		this.service.record(batch, null);
		Map<String, @Nullable Object> answer = HistoryQuery.parse("60s", plain("3m", "count,p50"), HOUR)
			.ask(this.service)
			.json();
		assertThat(answer.toString())
			.isEqualTo("{from=2026-11-23T14:27:00.500Z, to=2026-11-23T14:30:00.500Z, step=PT1M, points=["
					+ "{timestamp=2026-11-23T14:27:00Z, count=1, p50=2.0}, "
					+ "{timestamp=2026-11-23T14:28:00Z, count=0, p50=null}, "
					+ "{timestamp=2026-11-23T14:29:00Z, count=0, p50=null}, "
					+ "{timestamp=2026-11-23T14:30:00Z, count=1, p50=4.0}]}");
	}

	@ParameterizedTest
	@CsvSource({ ", , PT1M, 61", ", 5m, PT5S, 61", ", 61s, PT2S, 32", ", 10ms, PT1S, 1", ", 59ns, PT1S, 1",
			", 1ns, PT1S, 1", "1s, 1ns, PT1S, 1", "1s, , PT1S, 3600", "PT7S, 1m, PT7S, 9", "1h, 1m, PT1H, 1" })
	void step(@Nullable String step, @Nullable String window, String expected, int points) {
		Map<String, @Nullable Object> answer = HistoryQuery.parse(step, plain(window, null), HOUR)
			.ask(this.service)
			.json();
		assertThat(answer).containsEntry("step", expected);
		assertThat((List<?>) Objects.requireNonNull(answer.get("points"))).hasSize(points);
	}

	@ParameterizedTest
	@CsvSource({ "500ms, , PT1H, at least PT1S for a window of PT1H", "1500ms, , PT1H, a whole number of seconds",
			"1s, , PT1H1S, at least PT2S for a window of PT1H1S", "1s, 2h, PT5H, at least PT2S for a window of PT2H",
			"0s, , PT1H, above 0 and at most PT1H", "2h, , PT1H, above 0 and at most PT1H",
			"x, , PT1H, 'a duration such as 5m or PT5M'" })
	void stepThatIsMalformedOrOutOfRange(String step, @Nullable String window, Duration longest, String message) {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> HistoryQuery.parse(step, plain(window, null), longest))
			.withMessageStartingWith("step must be")
			.withMessageContaining(message)
			.withMessageEndingWith("but was \"%s\"".formatted(step));
	}

	@Test
	void historyOfMoreStepsThanAllowedBeginsWithTheSecond() {
		Map<String, @Nullable Object> answer = HistoryQuery.parse("1s", plain(null, "count"), HOUR)
			.ask(this.service)
			.json();
		assertThat(answer).containsEntry("from", "2026-11-23T13:30:01Z").containsEntry("to", NOW.toString());
		List<?> points = (List<?>) Objects.requireNonNull(answer.get("points"));
		assertThat(points).hasSize(3600);
		assertThat(points.get(0)).hasToString("{timestamp=2026-11-23T13:30:01Z, count=0}");
		assertThat(points.get(3599)).hasToString("{timestamp=2026-11-23T14:30:00Z, count=0}");
	}

	@Test
	void figuresOfAllPointsAreBounded() {
		String twenty = "count,min,max,sum,mean,variance,stddev,from,to,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11";
		HistoryQuery largest = HistoryQuery.parse("1s", plain(null, twenty), HOUR);
		assertThat(largest.figures(this.service)).isEqualTo(3600 * 21);
		assertThat(largest.points()).isEqualTo(3600);
		assertThat(HistoryQuery.parse("2s", plain(null, twenty + ",p12"), HOUR).points()).isEqualTo(1802);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> HistoryQuery.parse("1s", plain(null, twenty + ",p12"), HOUR))
			.withMessage("a history must have at most 72000 figures but 3600 points of 21 are 75600:"
					+ " ask for a longer step or fewer stats");
	}

	@Test
	void whatIsWrongWithTheOtherParametersIsToldToo() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> HistoryQuery.parse(null, plain("2h", null), HOUR))
			.withMessageStartingWith("window must be");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> HistoryQuery.parse(null, plain(null, "x"), HOUR))
			.withMessageStartingWith("stats must be");
	}

}
