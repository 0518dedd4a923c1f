package io.eventstatistics.query;

import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static io.eventstatistics.testing.Questions.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SeriesHistoryTests extends SeriesFixture {

	@Test
	void pointsOfEachSeriesAreThoseOfItsEvents() {
		record("a", 0, 4);
		record("a", 60, 2, 6);
		record(null, 60, 9);
		record("b", 61, 1);
		assertThat(history("60s", "by=series&window=1m&stats=count,p50").json().toString())
			.isEqualTo("{from=2026-11-23T14:29:00.500Z, to=2026-11-23T14:30:00.500Z, step=PT1M, groups=["
					+ "{series=a, points=[{timestamp=2026-11-23T14:29:00Z, count=2, p50=4.0}, "
					+ "{timestamp=2026-11-23T14:30:00Z, count=1, p50=4.0}]}, "
					+ "{series=null, points=[{timestamp=2026-11-23T14:29:00Z, count=1, p50=9.0}, "
					+ "{timestamp=2026-11-23T14:30:00Z, count=0, p50=null}]}], truncated=false}");
		assertThat(history("60s", "series=a,b&window=1m&stats=count").json().toString())
			.isEqualTo("{from=2026-11-23T14:29:00.500Z, to=2026-11-23T14:30:00.500Z, step=PT1M, points=["
					+ "{timestamp=2026-11-23T14:29:00Z, count=2}, {timestamp=2026-11-23T14:30:00Z, count=1}]}");
	}

	@Test
	void seriesAreTheFirstByAFigureOfTheWholeWindow() {
		record("slow", 1800, 900);
		record("fast", 1, 1, 1, 1);
		record("slower", 3000, 800, 990);
		Answer answer = history("1h", "by=series&stats=max&sort=-max&limit=2");
		assertThat(answer.json()).containsEntry("truncated", true);
		assertThat(Objects.requireNonNull(answer.json().get("groups")).toString())
			.matches("\\[\\{series=slower, points=\\[.*]}, \\{series=slow, points=\\[.*]}]");
	}

	@Test
	void withoutEventsThereAreNoSeries() {
		assertThat(history("60s", "by=series&window=1m&stats=count").json().toString())
			.isEqualTo("{from=2026-11-23T14:29:00.500Z, to=2026-11-23T14:30:00.500Z, step=PT1M, groups=[], "
					+ "truncated=false}");
	}

	@Test
	void pointsAndFiguresOfAllSeriesAreBounded() {
		for (int i = 0; i < 21; i++) {
			record("s" + i, i, 1);
		}
		Answer largest = history("1s", "by=series&limit=20");
		assertThat((List<?>) Objects.requireNonNull(largest.json().get("groups"))).hasSize(20);
		assertThat(largest.rows()).hasSize(72_000);
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> history("1s", "by=series"))
			.withMessage("a history by series must have at most 72000 points but 21 series of 3600 points are 75600:"
					+ " ask for a longer step or a lower limit");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> history("1s", "by=series&limit=20&stats=count,min,max,mean,sum"))
			.withMessage("a history by series must have at most 288000 figures but 20 series of 3600 points of 5 are"
					+ " 360000: ask for a longer step, a lower limit or fewer stats");
	}

	@Test
	void sizeOfTheAnswerIsEstimatedFromTheSeriesThatAreHeld() {
		record("a", 1, 1);
		record("b", 1, 1);
		HistoryQuery all = HistoryQuery.parse("60s", of("by=series"), HOUR);
		assertThat(all.figures(this.service)).isEqualTo(3 * 62 * 5);
		HistoryQuery one = HistoryQuery.parse("60s", of("by=series&limit=1"), HOUR);
		assertThat(one.figures(this.service)).isEqualTo(62 * 5);
	}

}
