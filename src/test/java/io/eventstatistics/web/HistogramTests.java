package io.eventstatistics.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Histograms, over a real connection.
 */
class HistogramTests extends RunningService {

	@ParameterizedTest
	@ValueSource(strings = { "linear", "log" })
	void countsEveryEventOnce(String scale) {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Instant now = Instant.now();
		List<Double> values = new ArrayList<>();
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < 5000; i++) {
			values.add(Math.round(1000 * random.nextGaussian()) / 100.0);
			lines.append("{\"timestamp\":\"%s\",\"value\":%s}\n".formatted(now.minusMillis(random.nextInt(3_500_000)),
					values.get(i)));
		}
		assertThat(this.http.send("POST", "/events", lines.toString(), "Content-Type", "application/x-ndjson").status())
			.isEqualTo(201);
		Response answer = this.http.get("/statistics/histogram?bins=30&scale=" + scale);
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.json().get("count").longValue()).isEqualTo(5000);
		JsonNode bins = answer.json().get("bins");
		for (int i = 0; i < bins.size(); i++) {
			JsonNode bin = bins.get(i);
			boolean last = i == bins.size() - 1;
			assertThat(bin.get("count").longValue()).as("bin %s, seed %d", bin, seed)
				.isEqualTo(values.stream()
					.filter((value) -> value >= bin.get("ge").doubleValue())
					.filter((value) -> last || value < bin.get("lt").doubleValue())
					.count());
		}
		assertThat(bins.valueStream().mapToLong((bin) -> bin.get("count").longValue()).sum()).isEqualTo(5000);
	}

	@Test
	void isATableOnRequest() {
		this.http.postEvent(Instant.now(), 1);
		this.http.postEvent(Instant.now(), 3);
		Response answer = this.http.get("/statistics/histogram?bins=2", "Accept", "text/csv");
		assertThat(answer.header("Content-Type")).startsWith("text/csv");
		assertThat(answer.body()).isEqualTo("ge,lt,count\r\n1.0,2.0,1\r\n2.0,3.0,1\r\n");
		assertThat(this.http.get("/statistics/histogram", "Accept", "text/plain").status()).isEqualTo(406);
	}

	@Test
	void parameterThatIsUnknownListsTheKnown() {
		Response answer = this.http.get("/statistics/histogram?stats=count");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().get("detail").stringValue())
			.isEqualTo("the query parameter \"stats\" is unknown here: known are bins, scale, window, series");
	}

}
