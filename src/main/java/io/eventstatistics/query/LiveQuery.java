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

	/** The largest number of figures of an answer, with the names of series. */
	private static final int MAX_FIGURES = 4_000;

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
		StatisticsQuery statistics = StatisticsQuery.parse(parameters, longest);
		if (statistics.figures() > MAX_FIGURES) {
			throw new InvalidQueryException(
					"a message of a stream must have at most %s figures but %s series of %s, with names and the total, are %s: ask for a limit of at most %s or fewer stats"
						.formatted(MAX_FIGURES, statistics.figures() / (statistics.size() + 1) - 1, statistics.size(),
								statistics.figures(), MAX_FIGURES / (statistics.size() + 1) - 1));
		}
		return new LiveQuery(statistics, every(every));
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
