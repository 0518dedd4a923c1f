package io.eventstatistics.query;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerFormatTests extends SeriesFixture {

	private final JsonMapper json = JsonMapper.builder().addModule(new JsonNumbers()).build();

	@Test
	void csvHasAHeaderAndARow() {
		record("a", 1, 0.0001, 12345678);
		assertThat(write(AnswerFormat.CSV, "stats=count,p99.9,min,max,to"))
			.isEqualTo("count,p99.9,min,max,to\r\n2,12333332.3220001,0.0001,12345678.0,2026-11-23T14:30:00.500Z\r\n");
	}

	@Test
	void csvOfSeriesHasARowForEach() {
		record("b:1", 1, 2);
		record(null, 1, 3);
		assertThat(write(AnswerFormat.CSV, "by=series&stats=count,mean"))
			.isEqualTo("series,count,mean\r\nb:1,1,2.0\r\n,1,3.0\r\n");
		assertThat(write(AnswerFormat.CSV, history("60s", "by=series&window=1m&stats=count,mean")))
			.isEqualTo("series,timestamp,count,mean\r\nb:1,2026-11-23T14:29:00Z,1,2.0\r\n"
					+ "b:1,2026-11-23T14:30:00Z,0,\r\n,2026-11-23T14:29:00Z,1,3.0\r\n,2026-11-23T14:30:00Z,0,\r\n");
		assertThat(write(AnswerFormat.CSV, history("1h", "window=30m&stats=count")))
			.isEqualTo("timestamp,count\r\n2026-11-23T14:00:00Z,2\r\n");
	}

	@Test
	void withoutEventsValuesAreMissing() {
		assertThat(write(AnswerFormat.CSV, "stats=count,min,p50")).isEqualTo("count,min,p50\r\n0,,\r\n");
		assertThat(write(AnswerFormat.CSV, "by=series&stats=count")).isEqualTo("series,count\r\n");
		assertThat(write(AnswerFormat.PROMETHEUS, "stats=count,mean"))
			.isEqualTo(gauge("count") + "event_statistics_window_count{window=\"PT1H\"} 0\n" + gauge("mean"));
		assertThat(write(AnswerFormat.OPEN_METRICS, "by=series&stats=mean")).isEqualTo(gauge("mean") + "# EOF\n");
	}

	@Test
	void gaugesHaveTheWindowAndTheSeriesAsLabels() {
		record("b:1", 1, 2, 4);
		record(null, 1, 1e-7);
		String samples = gauge("count") + """
				event_statistics_window_count{window="PT5M",series="b:1"} 2
				event_statistics_window_count{window="PT5M"} 1
				""" + gauge("p99.9") + """
				event_statistics_window_p99_9{window="PT5M",series="b:1"} 3.998
				event_statistics_window_p99_9{window="PT5M"} 1.0E-7
				""";
		assertThat(write(AnswerFormat.PROMETHEUS, "window=5m&by=series&stats=count,p99.9")).isEqualTo(samples);
		assertThat(write(AnswerFormat.OPEN_METRICS, "window=300s&by=series&stats=count,p99.9"))
			.isEqualTo(samples + "# EOF\n");
	}

	@Test
	void gaugesAreNumbersThatPrometheusReads() {
		record("a", 1, 1e308, 1e308);
		record("b", 1, -1e308, -1e308, -1e-200, 1e-200);
		assertThat(write(AnswerFormat.PROMETHEUS, "by=series&stats=sum,variance,to")).contains(
				"_sum{window=\"PT1H\",series=\"a\"} +Inf\n", "_sum{window=\"PT1H\",series=\"b\"} -Inf\n",
				"_variance{window=\"PT1H\",series=\"a\"} 0.0\n", "_variance{window=\"PT1H\",series=\"b\"} +Inf\n",
				"_to{window=\"PT1H\",series=\"a\"} 1795444200.500000000\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG-u-nu-arab", "de-DE", "tr-TR" })
	void localeChangesNothing(String tag) {
		record("i.I", 1, 1234.5);
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag(tag));
		try {
			assertThat(write(AnswerFormat.CSV, "by=series&stats=count,min"))
				.isEqualTo("series,count,min\r\ni.I,1,1234.5\r\n");
			assertThat(write(AnswerFormat.PROMETHEUS, "by=series&stats=min"))
				.isEqualTo(gauge("min") + "event_statistics_window_min{window=\"PT1H\",series=\"i.I\"} 1234.5\n");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void jsonIsTheAnswerAsItIs() {
		record(null, 1, 2);
		assertThat(write(AnswerFormat.JSON, "by=series&stats=count,min&limit=1"))
			.isEqualTo("{\"groups\":[{\"series\":null,\"count\":1,\"min\":2.0}],\"total\":{\"count\":1,\"min\":2.0},"
					+ "\"truncated\":false}");
	}

	private static String gauge(String figure) {
		String name = "event_statistics_window_" + figure.replace('.', '_');
		return "# HELP " + name + " The figure " + figure + " of the events of the window\n# TYPE " + name + " gauge\n";
	}

	private String write(AnswerFormat format, String query) {
		return write(format, ask(query));
	}

	private String write(AnswerFormat format, Answer answer) {
		return new String(format.write(answer, this.json), StandardCharsets.UTF_8);
	}

}
