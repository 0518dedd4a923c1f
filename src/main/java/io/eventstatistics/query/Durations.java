package io.eventstatistics.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;

/**
 * Parses durations: ISO 8601 ({@code PT5M}) or a number and a unit ({@code 5m}).
 */
final class Durations {

	private static final Pattern NUMBER_AND_UNIT = Pattern.compile("\\d{1,18}(ns|us|ms|s|m|h|d)");

	private static final int MAX_QUOTED = 64;

	private Durations() {
	}

	/**
	 * Parses a duration.
	 * @param parameter the name of the query parameter
	 * @param text the text as sent
	 * @param max the longest allowed duration; the shortest is 1 ns
	 * @throws InvalidQueryException if the text is no duration or is out of range
	 */
	static Duration parse(String parameter, String text, Duration max) {
		Duration duration = parse(text);
		if (duration.compareTo(Duration.ZERO) <= 0 || duration.compareTo(max) > 0) {
			throw new InvalidQueryException(
					"%s must be a duration such as 5m or PT5M, above 0 and at most %s, but was %s".formatted(parameter,
							max, quote(text)));
		}
		return duration;
	}

	/** Returns a client's text in quotes, cut after 64 characters. */
	static String quote(String text) {
		int end = Math.min(text.length(), MAX_QUOTED);
		if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		return '"' + text.substring(0, end) + ((end < text.length()) ? "..." : "") + '"';
	}

	/** Returns zero, which is never allowed, if the text is no duration. */
	private static Duration parse(String text) {
		try {
			return NUMBER_AND_UNIT.matcher(text).matches() ? DurationStyle.SIMPLE.parse(text) : Duration.parse(text);
		}
		catch (DateTimeException | ArithmeticException | IllegalArgumentException ex) {
			return Duration.ZERO;
		}
	}

}
