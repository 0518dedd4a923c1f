package io.eventstatistics.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Questions, over a real connection.
 */
class StatisticsQuestionsTests extends RunningService {

	@Test
	void emptyWindow() {
		assertThat(this.http.get("/statistics?stats=count,sum,p50,stddev").body())
			.isEqualTo("{\"count\":0,\"sum\":null,\"p50\":null,\"stddev\":null}");
	}

	/** Air pressure, epoch milliseconds, and one value far from all others. */
	@ParameterizedTest
	@CsvSource({ "1013, 2, 20000", "1.7e12, 100, 5000", "-273.15, 1e-9, 3000", "0, 1e308, 3000" })
	void percentilesAreExactHoweverFarValuesAreFromZero(double middle, double spread, int count) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Instant now = Instant.now();
		List<Double> values = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < count; i++) {
			double value = middle + spread * Math.max(-1, Math.min(1, random.nextGaussian() / 3));
			values.add(value);
			lines.append("{\"timestamp\":\"%s\",\"value\":%s}\n".formatted(now.minusMillis(random.nextInt(3_500_000)),
					Double.toString(value)));
		}
		assertThat(this.http.send("POST", "/events", lines.toString(), "Content-Type", "application/x-ndjson").status())
			.isEqualTo(201);
		values.sort(null);
		JsonNode answer = this.http.get("/statistics?stats=p0,p1,p7,p50,p70,p99,p99.9,p100").json();
		for (String name : new String[] { "p0", "p1", "p7", "p50", "p70", "p99", "p99.9", "p100" }) {
			BigDecimal quantile = new BigDecimal(name.substring(1)).movePointLeft(2);
			assertThat(answer.get(name).doubleValue()).as("%s, seed %d", name, seed)
				.isEqualTo(NaiveWindow.quantile(values, quantile));
		}
	}

	@Test
	void rankOfAPercentileIsExact() {
		String now = Instant.now().toString();
		String one = "{\"timestamp\":\"%s\",\"value\":1}\n".formatted(now);
		this.http.send("POST", "/events", one.repeat(1000) + "{\"timestamp\":\"%s\",\"value\":1e14}\n".formatted(now),
				"Content-Type", "application/x-ndjson");
		assertThat(this.http.get("/statistics?stats=p99.9,p100").body())
			.isEqualTo("{\"p99.9\":1.0,\"p100\":100000000000000.0}");
	}

	@Test
	void figuresOfAPartOfTheWindow() {
		Instant now = Instant.now();
		this.http.postEvent(now, 1);
		this.http.postEvent(now, 5);
		this.http.postEvent(now.minusSeconds(310), 600);
		Response answer = this.http.get("/statistics?window=5m&stats=mean,count,sum,stddev,variance,p50,p100,min,max");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.body()).isEqualTo("{\"mean\":3.0,\"count\":2,\"sum\":6.0,\"stddev\":2.0,\"variance\":4.0,"
				+ "\"p50\":3.0,\"p100\":5.0,\"min\":1.0,\"max\":5.0}");
		assertThat(this.http.get("/statistics?window=PT10M").body())
			.isEqualTo("{\"count\":3,\"min\":1.0,\"max\":600.0,\"mean\":202.0}");
		assertThat(this.http.get("/statistics?stats=count&stats=sum").body()).isEqualTo("{\"count\":3,\"sum\":606.0}");
		assertThat(this.http.get("/statistics?").body())
			.isEqualTo("{\"count\":3,\"min\":1.0,\"max\":600.0,\"mean\":202.0}");
		JsonNode span = this.http.get("/statistics?window=90s&stats=from,to").json();
		assertThat(Instant.parse(span.get("from").stringValue()).plusSeconds(90))
			.isEqualTo(span.get("to").stringValue());
		assertHistory(this.http.get("/statistics/history?step=10s&window=10m&stats=count,max"));
	}

	private static void assertHistory(Response answer) {
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		JsonNode history = answer.json();
		assertThat(history.propertyNames()).containsExactly("from", "to", "step", "points");
		assertThat(history.get("points").size()).isBetween(60, 61);
		long count = 0;
		for (JsonNode point : history.get("points")) {
			assertThat(point.propertyNames()).containsExactly("timestamp", "count", "max");
			count += point.get("count").longValue();
		}
		assertThat(count).isEqualTo(3);
	}

	@Test
	void figuresBeyondTheRangeOfDoublesAreNumbersAllTheSame() {
		Instant now = Instant.now();
		this.http.postEvent(now, 1e200);
		this.http.postEvent(now, -1e200);
		assertThat(this.http.get("/statistics?stats=variance,stddev").body())
			.isEqualTo("{\"variance\":9.9999999999999994E+399,\"stddev\":1.0E200}");
	}

	@Test
	void numbersArePlainInTheUsualRange() {
		this.http.postEvent(Instant.now(), 1e-4);
		this.http.postEvent(Instant.now(), 12345678);
		assertThat(this.http.get("/statistics").body())
			.isEqualTo("{\"count\":2,\"min\":0.0001,\"max\":12345678.0,\"mean\":6172839.00005}");
		assertThat(this.http.get("/statistics?stats=min,max,avg").body())
			.isEqualTo("{\"min\":0.0001,\"max\":12345678.0,\"avg\":6172839.00005}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/statistics?unknown=1 | \"unknown\" is unknown here: known are window, stats, series, by, sort, limit",
			"/statistics?Window=1m | \"Window\" is unknown here",
			"/statistics/history?every=1s | \"every\" is unknown here: known are step, window, stats, series, by, sort, limit",
			"/statistics/stream?step=1s | \"step\" is unknown here: known are every, event, window, stats, series, by, sort, limit",
			"/statistics/ws?step=1s | \"step\" is unknown here: known are every, window, stats, series, by, sort, limit",
			"/health?verbose | \"verbose\" is unknown here: this path has no parameters", "/statistics?= | has no name",
			"/statistics?window=1m&window=2m | window must be a duration" })
	void parametersThatAreNotKnownAreRefused(String path, String message) {
		Response answer = this.http.get(path);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("detail").stringValue()).contains(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/event?a=1 | \"a\" is unknown here: this path has no parameters",
					"/events?parts=true | \"parts\" is unknown here: known are partial, series",
					"/events?partial=true&x | \"x\" is unknown here: known are partial, series" })
	void parametersThatAreNotKnownAreRefusedWhereEventsComeInToo(String path, String message) {
		Response answer = this.http.send("POST", path, "[]", "Content-Type", "application/json");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("detail").stringValue()).contains(message);
	}

	@ParameterizedTest
	@CsvSource({ "/statistics?window=0s, window must be a duration such as 5m or PT5M",
			"/statistics?window=2h, above 0 and at most PT1H", "/statistics?stats=mode, known are count",
			"/statistics?stats=, known are count",
			"/statistics/history?step=10ms, step must be a whole number of seconds",
			"/statistics/history?window=x, window must be", "/statistics/history?stats=x, stats must be" })
	void errorsListWhatThereIs(String path, String message) {
		Response answer = this.http.get(path);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.json().get("detail").stringValue()).contains(message);
		assertThat(answer.json().get("error")).isEqualTo(answer.json().get("detail"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/statistics?stats=p50", "/statistics/history" })
	void headGoesWhereGetDoes(String path) {
		Response answer = this.http.send("HEAD", path, "");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(this.http.send("POST", path, "").status()).isEqualTo(405);
		assertThat(this.http.send("POST", path, "").header("Allow")).isEqualTo("GET, HEAD");
	}

}
