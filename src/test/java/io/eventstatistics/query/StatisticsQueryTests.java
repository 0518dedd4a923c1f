package io.eventstatistics.query;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.eventstatistics.testing.Questions.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatisticsQueryTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Instant NOW = Instant.parse("2026-11-23T14:30:00.5Z");

	private final EventService service = new EventService(InstantSource.fixed(NOW), HOUR, Duration.ZERO, 1000,
			Long.MAX_VALUE);

	@Test
	void figuresComeInTheOrderTheyAreAskedFor() {
		record(0, 1);
		record(1, 3);
		record(301, 8);
		assertThat(ask("5m", "to,p100,sum,count,stddev,variance,p0,mean,from,p50,min,max").toString())
			.isEqualTo("{to=2026-11-23T14:30:00.500Z, p100=3.0, sum=4.0, count=2, stddev=1.0, variance=1.0, p0=1.0, "
					+ "mean=2.0, from=2026-11-23T14:25:00.500Z, p50=2.0, min=1.0, max=3.0}");
		assertThat(ask(null, null).toString()).isEqualTo("{count=3, min=1.0, max=8.0, mean=4.0}");
		assertThat(ask("PT5M", null).toString()).isEqualTo("{count=2, min=1.0, max=3.0, mean=2.0}");
		assertThat(ask(null, " p37.5 ,count")).containsOnlyKeys("p37.5", "count").containsEntry("count", 3L);
	}

	@Test
	void withoutEventsThereIsACountOfZeroAndNoFigure() {
		assertThat(ask("90s", "count,min,max,sum,mean,variance,stddev,p99.9,from").toString())
			.isEqualTo("{count=0, min=null, max=null, sum=null, mean=null, variance=null, stddev=null, p99.9=null, "
					+ "from=2026-11-23T14:28:30.500Z}");
	}

	@Test
	void figuresBeyondTheRangeOfDoublesAreDecimals() {
		record(0, 1e308);
		record(0, 1e308);
		assertThat(ask(null, "sum")).containsEntry("sum", new BigDecimal("2.0000000000000000E+308"));
	}

	@ParameterizedTest
	@CsvSource({ "1ns, PT0.000000001S", "7us, PT0.000007S", "250ms, PT0.25S", "90s, PT1M30S", "5m, PT5M", "1h, PT1H",
			"PT1.5S, PT1.5S", "PT60M, PT1H", "pt5m, PT5M" })
	void windowInAnyForm(String text, Duration expected) {
		assertThat(StatisticsQuery.parse(plain(text, null), HOUR).window()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "5", "-5m", "0s", "PT0S", "-PT5M", "5 m", "5x", "m", "1.5h", "2h", "P1D", "1d",
			"PT1H0.000000001S", "99999999999999999999m", "999999999999999999d", "forever" })
	void windowThatIsMalformedOrOutOfRange(String text) {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> StatisticsQuery.parse(plain(text, null), HOUR))
			.withMessage("window must be a duration such as 5m or PT5M, above 0 and at most PT1H, but was \"%s\""
				.formatted(text));
	}

	@Test
	void longTextsAreShortenedBetweenCharacters() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> StatisticsQuery.parse(plain("x".repeat(63) + "\ud83d\ude00", null), HOUR))
			.withMessageEndingWith("but was \"" + "x".repeat(63) + "...\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "foo", "count,", ",count", "Count", "count;mean", "p", "p101", "p100.1", "p-1", "p1e1",
			"p.5", "p50.", "p0.1234567890", "p1000", "pp5", "medians" })
	void figureThatIsNotKnown(String names) {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> StatisticsQuery.parse(plain(null, names), HOUR))
			.withMessageStartingWith("stats must be a list of figures but has \"")
			.withMessageEndingWith(
					"known are count, min, max, sum, mean, variance, stddev, from, to and the percentiles "
							+ "p0 to p100, such as p50 or p99.9");
	}

	@Test
	void otherNamesAreAnsweredUnderTheNameAskedFor() {
		record(0, 1);
		record(1, 3);
		assertThat(ask(null, "median,avg,std,mean,p50").toString())
			.isEqualTo("{median=2.0, avg=2.0, std=1.0, mean=2.0, p50=2.0}");
		assertThat(StatisticsQuery.parse(plain(null, "avg"), HOUR))
			.isNotEqualTo(StatisticsQuery.parse(plain(null, "mean"), HOUR));
	}

	@Test
	void figureThatIsGivenTwice() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> StatisticsQuery.parse(plain(null, "count,mean,count"), HOUR))
			.withMessage("stats must have each figure once but has count twice");
	}

	@Test
	void asManyFiguresAsAreAllowed() {
		StringBuilder names = new StringBuilder("p1");
		for (int i = 2; i <= 32; i++) {
			names.append(",p").append(i);
		}
		assertThat(ask(null, names.toString())).hasSize(32);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> StatisticsQuery.parse(plain(null, names + ",p33"), HOUR))
			.withMessage("stats must have at most 32 figures but has 33");
	}

	@Test
	void equalQuestionsAreEqual() {
		StatisticsQuery query = StatisticsQuery.parse(plain("5m", "p50,count"), HOUR);
		assertThat(query).isEqualTo(StatisticsQuery.parse(plain("PT300S", "p50, count"), HOUR))
			.hasSameHashCodeAs(StatisticsQuery.parse(plain("PT300S", "p50, count"), HOUR))
			.isNotEqualTo(StatisticsQuery.parse(plain("5m", "count,p50"), HOUR))
			.isNotEqualTo(StatisticsQuery.parse(plain("6m", "p50,count"), HOUR))
			.isNotEqualTo("p50,count");
	}

	private Map<String, @Nullable Object> ask(@Nullable String window, @Nullable String stats) {
		return StatisticsQuery.parse(plain(window, stats), HOUR).ask(this.service).json();
	}

	private void record(long secondsAgo, double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(NOW.minusSeconds(secondsAgo), value);
		this.service.record(batch, null);
	}

}
