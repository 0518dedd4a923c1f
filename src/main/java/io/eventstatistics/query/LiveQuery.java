package io.eventstatistics.query;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A question that is answered periodically. Immutable; equal questions have equal answers
 * at equal times.
 *
 * @param statistics the question
 * @param every the time between two answers, from 100 ms to 60 s
 */
public record LiveQuery(StatisticsQuery statistics, Duration every) {

	private static final Duration DEFAULT = Duration.ofSeconds(1);

	private static final Duration MIN = Duration.ofMillis(100);

	private static final Duration MAX = Duration.ofSeconds(60);

	/**
	 * Parses a question.
	 * @param every the time between two answers, from 100 ms to 60 s, or null for one
	 * second
	 * @param parameters the other parameters
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if a parameter is invalid
	 */
	public static LiveQuery parse(@Nullable String every, QuestionParameters parameters, Duration longest) {
		return new LiveQuery(StatisticsQuery.parse(parameters, longest), every(every));
	}

	/**
	 * Parses the type of server-sent events.
	 * @param event {@code statistics} or {@code message}, or null for statistics
	 * @return whether events have the type {@code statistics}; messages have none
	 * @throws InvalidQueryException if it is another text
	 */
	public static boolean isTyped(@Nullable String event) {
		if (event == null || "statistics".equals(event)) {
			return true;
		}
		if ("message".equals(event)) {
			return false;
		}
		throw new InvalidQueryException("event must be statistics or message but was " + Durations.quote(event));
	}

	private static Duration every(@Nullable String text) {
		if (text == null) {
			return DEFAULT;
		}
		Duration every = Durations.parse("every", text, MAX);
		if (every.compareTo(MIN) < 0) {
			throw new InvalidQueryException("every must be from 100ms to 60s but was " + Durations.quote(text));
		}
		return every;
	}

}
