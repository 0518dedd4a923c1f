package io.eventstatistics.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;

/**
 * Reads lengths of time: ISO 8601 ({@code PT5M}) or a number and a unit ({@code 5m}).
 */
final class Durations {

	private static final Pattern NUMBER_AND_UNIT = Pattern.compile("\\d{1,18}(ns|us|ms|s|m|h|d)");

	private static final int MAX_QUOTED = 64;

	private Durations() {
	}

	/**
	 * Reads a length of time.
	 * @param parameter by which the client knows it
	 * @param text as the client wrote it
	 * @param max the longest that is allowed; it must be above zero, too
	 * @throws InvalidQueryException if it cannot be read or is out of range
	 */
	static Duration parse(String parameter, String text, Duration max) {
		Duration duration = parse(text);
		if (duration.compareTo(Duration.ZERO) <= 0 || duration.compareTo(max) > 0) {
			throw new InvalidQueryException(
					"%s must be a length of time such as 5m or PT5M, above 0 and at most %s, but was %s"
						.formatted(parameter, max, quote(text)));
		}
		return duration;
	}

	/** A text as a client sent it, in quotes and shortened. */
	static String quote(String text) {
		int end = Math.min(text.length(), MAX_QUOTED);
		if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		return '"' + text.substring(0, end) + ((end < text.length()) ? "..." : "") + '"';
	}

	/** Returns zero, which is never allowed, for what cannot be read. */
	private static Duration parse(String text) {
		try {
			return NUMBER_AND_UNIT.matcher(text).matches() ? DurationStyle.SIMPLE.parse(text) : Duration.parse(text);
		}
		catch (DateTimeException | ArithmeticException | IllegalArgumentException ex) {
			return Duration.ZERO;
		}
	}

}
