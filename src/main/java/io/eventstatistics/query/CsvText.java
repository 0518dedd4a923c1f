package io.eventstatistics.query;

import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of an answer as CSV (RFC 4180): a header line, commas, CRLF. No value
 * needs quotes: values are JSON numbers, timestamps and series names. A missing value is
 * empty, and so is the name of the unnamed series.
 */
final class CsvText {

	private static final String END_OF_LINE = "\r\n";

	private CsvText() {
	}

	/**
	 * Writes an answer.
	 * @param answer the answer
	 * @return the text, in ASCII
	 */
	static String write(Answer answer) {
		StringBuilder text = new StringBuilder(String.join(",", answer.columns())).append(END_OF_LINE);
		for (Map<String, @Nullable Object> row : answer.rows()) {
			text.append(
					answer.columns().stream().map((column) -> value(row.get(column))).collect(Collectors.joining(",")))
				.append(END_OF_LINE);
		}
		return text.toString();
	}

	private static String value(@Nullable Object value) {
		if (value == null) {
			return "";
		}
		return (value instanceof Double number) ? JsonNumbers.write(number) : value.toString();
	}

}
