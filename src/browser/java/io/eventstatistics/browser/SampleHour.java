package io.eventstatistics.browser;

import java.time.Instant;
import java.util.Random;

import io.eventstatistics.testing.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An hour of a value that goes up and down, with an outlier now and then.
 */
final class SampleHour {

	private SampleHour() {
	}

	static void post(Http http) {
		Random random = new Random(7);
		StringBuilder lines = new StringBuilder();
		Instant now = Instant.now();
		for (int i = 0; i < 20_000; i++) {
			double age = 3595 * random.nextDouble();
			double value = 48 + 9 * Math.sin(age / 420) + 2.5 * random.nextGaussian()
					+ ((random.nextInt(60) == 0) ? 5 + 12 * random.nextDouble() : 0);
			lines.append("{\"timestamp\":\"%s\",\"value\":%.3f}\n".formatted(now.minusMillis((long) (1000 * age)), value));
		}
		assertThat(http.send("POST", "/events", lines.toString(), "Content-Type", "application/x-ndjson").status())
			.isEqualTo(201);
	}

}
