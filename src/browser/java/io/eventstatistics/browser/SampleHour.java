package io.eventstatistics.browser;

import java.time.Instant;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import io.eventstatistics.testing.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events of the last hour.
 */
final class SampleHour {

	private static final int SECONDS = 3595;

	private SampleHour() {
	}

	/** Posts a value that goes up and down, with an outlier now and then. */
	static void post(Http http) {
		Random random = new Random(7);
		post(http, 20_000, (age) -> 48 + 9 * Math.sin(age / 420) + 2.5 * random.nextGaussian()
				+ ((random.nextInt(60) == 0) ? 5 + 12 * random.nextDouble() : 0));
	}

	/**
	 * Posts values at random times.
	 * @param value gets the age of an event in seconds
	 */
	static void post(Http http, int count, DoubleUnaryOperator value) {
		post(http, count, value, SECONDS);
	}

	/** Posts values at random times of the last seconds. */
	static void post(Http http, int count, DoubleUnaryOperator value, int seconds) {
		Random random = new Random(11);
		StringBuilder lines = new StringBuilder();
		Instant now = Instant.now();
		for (int i = 0; i < count; i++) {
			double age = seconds * random.nextDouble();
			append(lines, now.minusMillis((long) (1000 * age)), value.applyAsDouble(age));
		}
		post(http, lines);
	}

	/** Posts values in the order in which they are given, a millisecond apart. */
	static void postAt(Http http, Instant first, double... values) {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < values.length; i++) {
			append(lines, first.plusMillis(i), values[i]);
		}
		post(http, lines);
	}

	private static void append(StringBuilder lines, Instant time, double value) {
		lines.append("{\"timestamp\":\"%s\",\"value\":%s}\n".formatted(time, Double.toString(value)));
	}

	private static void post(Http http, StringBuilder lines) {
		assertThat(http.send("POST", "/events", lines.toString(), "Content-Type", "application/x-ndjson").status())
			.isEqualTo(201);
	}

}
