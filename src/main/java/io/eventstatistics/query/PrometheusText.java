package io.eventstatistics.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes each figure of an answer as a gauge, in the two text formats of Prometheus. A
 * figure without a value has no sample; {@code from} and {@code to} are seconds since the
 * epoch; a decimal outside the range of doubles is infinite.
 */
final class PrometheusText {

	private static final String PREFIX = "event_statistics_window_";

	private PrometheusText() {
	}

	/**
	 * Writes an answer in version 0.0.4 of the text format.
	 * @param answer of {@code /statistics}
	 * @return the text, in ASCII
	 */
	static String write(Answer answer) {
		StringBuilder text = new StringBuilder();
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		answer.rows().forEach(rows::add);
		for (String figure : answer.columns()) {
			if (!Answer.SERIES.equals(figure)) {
				write(figure, answer, rows, text);
			}
		}
		return text.toString();
	}

	/**
	 * Writes an answer in OpenMetrics 1.0.0.
	 * @param answer of {@code /statistics}
	 * @return the text, in ASCII
	 */
	static String writeOpenMetrics(Answer answer) {
		return write(answer) + "# EOF\n";
	}

	private static void write(String figure, Answer answer, List<Map<String, @Nullable Object>> rows,
			StringBuilder text) {
		String name = PREFIX + figure.replace('.', '_');
		text.append(
				"# HELP %s The figure %s of the events of the window\n# TYPE %s gauge\n".formatted(name, figure, name));
		for (Map<String, @Nullable Object> row : rows) {
			Object value = row.get(figure);
			if (value != null) {
				text.append(name)
					.append("{window=\"")
					.append(answer.window())
					.append((row.get(Answer.SERIES) instanceof String series) ? "\",series=\"" + series : "")
					.append("\"} ")
					.append(number(value))
					.append('\n');
			}
		}
	}

	private static String number(Object value) {
		if (value instanceof String instant) {
			Instant moment = Instant.parse(instant);
			return BigDecimal.valueOf(moment.getEpochSecond())
				.add(BigDecimal.valueOf(moment.getNano(), 9))
				.toPlainString();
		}
		if (value instanceof BigDecimal number) {
			double nearest = number.doubleValue();
			return Double.isInfinite(nearest) ? ((nearest > 0) ? "+Inf" : "-Inf") : Double.toString(nearest);
		}
		return (value instanceof Double number) ? JsonNumbers.write(number) : value.toString();
	}

}
