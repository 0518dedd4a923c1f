package io.eventstatistics.query;

import java.time.Duration;

import io.eventstatistics.window.rank.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HistogramQueryTests extends SeriesFixture {

	@Test
	void countsTheEventsOfThePartAndOfTheSeries() {
		record("a", 10, 1, 2, 9);
		record("b", 10, 5);
		record("a", 310, -100);
		record(null, 20, 3);
		assertThat(json("2", null, "5m", "a"))
			.isEqualTo("{from=2026-11-23T14:25:00.500Z, to=2026-11-23T14:30:00.500Z, count=3, "
					+ "bins=[{ge=1.0, lt=5.0, count=2}, {ge=5.0, lt=9.0, count=1}]}");
		assertThat(json("2", "linear", "5m", "*"))
			.endsWith("count=4, bins=[{ge=1.0, lt=5.0, count=2}, {ge=5.0, lt=9.0, count=2}]}");
		assertThat(json("1", "log", null, null))
			.endsWith("count=6, bins=[{ge=-100.0, lt=0.0, count=1}, {ge=0.0, lt=1.0, count=0}, "
					+ "{ge=1.0, lt=9.0, count=5}]}");
	}

	@Test
	void withoutEventsThereAreNoBins() {
		record("a", 310, 1);
		assertThat(json("2", null, "5m", null)).endsWith("count=0, bins=[]}");
		assertThat(json(null, "log", null, "b")).endsWith("count=0, bins=[]}");
		assertThat(CsvText.write(HistogramQuery.parse(null, null, null, "b", HOUR).ask(this.service)))
			.isEqualTo("ge,lt,count\r\n");
	}

	@Test
	void tableHasALineForEachBin() {
		record(null, 10, 0, 1, 1e-7);
		assertThat(CsvText.write(HistogramQuery.parse("2", null, null, null, HOUR).ask(this.service)))
			.isEqualTo("ge,lt,count\r\n0.0,0.5,2\r\n0.5,1.0,1\r\n");
	}

	@Test
	void isByDefaultLinearOfTheWholeWindow() {
		HistogramQuery query = HistogramQuery.parse(null, null, null, null, HOUR);
		assertThat(query.bins()).isEqualTo(40);
		assertThat(query.scale()).isEqualTo(Scale.LINEAR);
		assertThat(query.window()).isEqualTo(HOUR);
		assertThat(query.figures()).isGreaterThanOrEqualTo(3 * 81);
	}

	@ParameterizedTest
	@CsvSource({ "0, , , bins must be a whole number from 1 to 200 but was \"0\"",
			"201, , , bins must be a whole number from 1 to 200 but was \"201\"",
			"'', , , bins must be a whole number from 1 to 200 but was \"\"",
			"1e1, , , bins must be a whole number from 1 to 200 but was \"1e1\"",
			"99999999999, , , bins must be a whole number from 1 to 200 but was \"99999999999\"",
			", Log, , scale must be linear or log but was \"Log\"", ", '', , scale must be linear or log but was \"\"",
			", , 2h, 'window must be a duration such as 5m or PT5M, above 0 and at most PT1H, but was \"2h\"'" })
	void parametersOutOfRangeAreExplained(@Nullable String bins, @Nullable String scale, @Nullable String window,
			String message) {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> HistogramQuery.parse(bins, scale, window, null, Duration.ofHours(1)))
			.withMessage(message);
	}

	private String json(@Nullable String bins, @Nullable String scale, @Nullable String window,
			@Nullable String series) {
		return HistogramQuery.parse(bins, scale, window, series, HOUR).ask(this.service).json().toString();
	}

}
