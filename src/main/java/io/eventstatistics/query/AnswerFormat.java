package io.eventstatistics.query;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

/**
 * The formats of an answer, the default first.
 */
public enum AnswerFormat {

	/** JSON, for every answer. */
	JSON("application/json", ""),

	/** CSV with a header line, for answers with figures. */
	CSV(AnswerFormat.CSV_TYPE, ";header=present;charset=UTF-8"),

	/** OpenMetrics, for answers without steps. */
	OPEN_METRICS(AnswerFormat.OPEN_METRICS_TYPE, ";charset=utf-8"),

	/** The Prometheus text format, for answers without steps. */
	PROMETHEUS(AnswerFormat.PROMETHEUS_TYPE, ";charset=utf-8");

	/** The media type of {@link #CSV}. */
	public static final String CSV_TYPE = "text/csv";

	/** The media type of {@link #OPEN_METRICS}. */
	public static final String OPEN_METRICS_TYPE = "application/openmetrics-text;version=1.0.0";

	/** The media type of {@link #PROMETHEUS}. */
	public static final String PROMETHEUS_TYPE = "text/plain;version=0.0.4";

	private final String type;

	private final String parameters;

	AnswerFormat(String type, String parameters) {
		this.type = type;
		this.parameters = parameters;
	}

	/** Returns the media type that a client requests in {@code Accept}. */
	public String type() {
		return this.type;
	}

	/** Returns the {@code Content-Type} of the response, with all parameters. */
	public String contentType() {
		return this.type + this.parameters;
	}

	/**
	 * Writes an answer.
	 * @param answer the answer, not read before
	 * @param json the JSON writer
	 * @return the bytes, in UTF-8
	 */
	public byte[] write(Answer answer, JsonMapper json) {
		return switch (this) {
			case JSON -> json.writeValueAsBytes(answer.json());
			case CSV -> CsvText.write(answer).getBytes(StandardCharsets.US_ASCII);
			case OPEN_METRICS -> PrometheusText.writeOpenMetrics(answer).getBytes(StandardCharsets.US_ASCII);
			case PROMETHEUS -> PrometheusText.write(answer).getBytes(StandardCharsets.US_ASCII);
		};
	}

}
