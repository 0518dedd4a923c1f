package io.eventstatistics.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.testing.RunningService;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Questions about series, over a real connection.
 */
class SeriesQuestionsTests extends RunningService {

	private static final String STATS = "stats=count,min,max,mean,sum,p50,p99.9";

	/** The empty name is that of the events without one. */
	private final Map<String, List<Double>> values = new TreeMap<>();

	@Test
	void figuresAreExactForASeriesAUnionAndAGroup() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int batch = 0; batch < 40; batch++) {
			post(List.of("", "a", "a.1", "a.2", "b", "B").get(random.nextInt(6)), random);
		}
		assertFigures("", (name) -> true, seed);
		assertFigures("&series=", String::isEmpty, seed);
		assertFigures("&series=a", "a"::equals, seed);
		assertFigures("&series=a*", (name) -> name.startsWith("a"), seed);
		assertFigures("&series=a.*,b,a.1", (name) -> name.startsWith("a.") || "b".equals(name), seed);
		assertFigures("&series=*", (name) -> !name.isEmpty(), seed);
		assertFigures("&series=unknown", (name) -> false, seed);
		JsonNode grouped = this.http.get("/statistics?by=series&" + STATS).json();
		assertThat(grouped.propertyNames()).containsExactly("groups", "total", "truncated");
		List<String> order = new ArrayList<>();
		grouped.get("groups").forEach((group) -> {
			String name = group.get("series").isNull() ? "" : group.get("series").stringValue();
			order.add(name);
			assertFigures(group, List.of(values(name)), "group %s, seed %d".formatted(name, seed));
		});
		assertThat(order).hasSameSizeAs(this.values.keySet()).endsWith(this.values.containsKey("") ? "" : order.get(0));
		assertFigures(grouped.get("total"), this.values.values(), "total, seed " + seed);
	}

	@Test
	void historyOfASeriesHasItsEvents() {
		Random random = new Random(11);
		for (int batch = 0; batch < 10; batch++) {
			post((batch % 2 == 0) ? "even" : "odd", random);
		}
		JsonNode history = this.http.get("/statistics/history?step=5m&stats=count,max&by=series&sort=-count").json();
		assertThat(history.propertyNames()).containsExactly("from", "to", "step", "groups", "truncated");
		assertThat(history.get("groups")).hasSize(2);
		history.get("groups").forEach((group) -> {
			List<Double> expected = values(group.get("series").stringValue());
			long count = 0;
			for (JsonNode point : group.get("points")) {
				count += point.get("count").longValue();
			}
			assertThat(count).isEqualTo(expected.size());
			assertThat(this.http
				.get("/statistics/history?stats=count&step=1h&series=%s".formatted(group.get("series").stringValue()))
				.json()
				.at("/points")
				.findValues("count")
				.stream()
				.mapToLong(JsonNode::longValue)
				.sum()).isEqualTo(count);
		});
	}

	@Test
	void batchNamesItsEvents() {
		post("named", new Random(3));
		assertThat(this.http.get("/statistics?series=named&stats=count").json().get("count").intValue())
			.isEqualTo(values("named").size());
		assertThat(this.http.get("/statistics?series=&stats=count").body()).isEqualTo("{\"count\":0}");
	}

	@Test
	void eventsOfABatchKeepTheSeriesOfTheirOwn() {
		Instant now = Instant.now();
		String body = """
				[{"timestamp": "%s", "value": 1, "series": "own"}, {"timestamp": "%s", "value": 2}]
				""".formatted(now, now);
		assertThat(this.http.send("POST", "/events?series=given", body, "Content-Type", "application/json").status())
			.isEqualTo(201);
		this.http.postEvent("{\"series\": \"own\", \"timestamp\": \"%s\", \"value\": 3}".formatted(now));
		assertThat(this.http.get("/statistics?by=series&stats=count,sum").body())
			.isEqualTo("{\"groups\":[{\"series\":\"given\",\"count\":1,\"sum\":2.0},"
					+ "{\"series\":\"own\",\"count\":2,\"sum\":4.0}],\"total\":{\"count\":3,\"sum\":6.0},"
					+ "\"truncated\":false}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a*", "a,b", "%20", "-a", "%C3%A9" })
	void batchIsNotNamedByWhatIsNoName(String name) {
		Response refused = this.http.send("POST", "/events?series=" + name, "[]", "Content-Type", "application/json");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.json().get("detail").stringValue())
			.startsWith("series must be a series name of 1 to 128 ASCII letters");
	}

	@Test
	void seriesIsAPartOfWhatAnIdempotencyKeyStandsFor() {
		String event = "[{\"timestamp\":\"%s\",\"value\":1}]".formatted(Instant.now());
		assertThat(retry("/events?series=a", event).status()).isEqualTo(201);
		assertThat(retry("/events?series=a", event).header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(retry("/events?series=b", event).status()).isEqualTo(422);
		assertThat(this.http.get("/statistics?series=a,b&stats=count").body()).isEqualTo("{\"count\":1}");
	}

	private Response retry(String path, String body) {
		return this.http.send("POST", path, body, "Content-Type", "application/json", "Idempotency-Key", "once");
	}

	@ParameterizedTest
	@CsvSource({ "/statistics?series=a*b, series must be a name of", "/statistics/history?series=%2F, series must be",
			"/statistics/stream?series=., series must be", "/statistics/ws?series=., series must be",
			"/statistics?by=label, by must be series", "/statistics/stream?by=series&sort=p1, sort must be series or",
			"/statistics/history?by=series&limit=0, limit must be a whole number from 1 to 1000",
			"/statistics?sort=count, sort applies only to answers by series",
			"/series?limit=1001, limit must be a whole",
			"/series?prefix=a*, prefix must be the beginning of a series name",
			"/series?after=, after must be a series name",
			"/series?series=a, 'is unknown here: known are prefix, limit, after'",
			"/statistics?series=a&series=.b, has \".b\"" })
	void errorsNameTheParameter(String path, String message) {
		Response answer = this.http.get(path);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.json().get("detail").stringValue()).contains(message);
	}

	@Test
	void parameterThatIsRepeatedIsAList() {
		post("a", new Random(5));
		post("b", new Random(6));
		assertThat(this.http.get("/statistics?series=a&series=b").body())
			.isEqualTo(this.http.get("/statistics?series=a,b").body());
	}

	private void post(String series, Random random) {
		Instant now = Instant.now();
		StringBuilder lines = new StringBuilder();
		for (int i = random.nextInt(50); i >= 0; i--) {
			double value = random.nextGaussian() * Math.pow(10, random.nextInt(20));
			this.values.computeIfAbsent(series, (name) -> new ArrayList<>()).add(value);
			lines.append("{\"timestamp\":\"%s\",\"value\":%s}\n".formatted(now.minusSeconds(random.nextInt(3500)),
					Double.toString(value)));
		}
		Response answer = this.http.send("POST", "/events" + (series.isEmpty() ? "" : "?series=" + series),
				lines.toString(), "Content-Type", "application/x-ndjson");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	private List<Double> values(String series) {
		return this.values.getOrDefault(series, List.of());
	}

	private void assertFigures(String parameter, Predicate<String> selected, long seed) {
		List<List<Double>> expected = this.values.entrySet()
			.stream()
			.filter((series) -> selected.test(series.getKey()))
			.map(Map.Entry::getValue)
			.toList();
		assertFigures(this.http.get("/statistics?" + STATS + parameter).json(), expected,
				"%s, seed %d".formatted(parameter, seed));
	}

	private static void assertFigures(JsonNode figures, Collection<List<Double>> series, String what) {
		List<Double> all = series.stream().flatMap(List::stream).sorted().toList();
		Statistics expected = NaiveWindow.statistics(all);
		assertThat(figures.get("count").longValue()).as(what).isEqualTo(expected.count());
		if (all.isEmpty()) {
			assertThat(figures.get("mean").isNull()).as(what).isTrue();
			return;
		}
		assertThat(figures.get("min").doubleValue()).as(what).isEqualTo(expected.min());
		assertThat(figures.get("max").doubleValue()).as(what).isEqualTo(expected.max());
		assertThat(figures.get("mean").doubleValue()).as(what).isEqualTo(expected.mean());
		assertThat(figures.get("sum").doubleValue()).as(what).isEqualTo(NaiveWindow.sum(all).doubleValue());
		assertThat(figures.get("p50").doubleValue()).as(what)
			.isEqualTo(NaiveWindow.quantile(all, new BigDecimal("0.5")));
		assertThat(figures.get("p99.9").doubleValue()).as(what)
			.isEqualTo(NaiveWindow.quantile(all, new BigDecimal("0.999")));
	}

}
