package io.eventstatistics.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.History;
import org.jspecify.annotations.Nullable;

/**
 * A question for some figures of the last part of the window, step by step. Immutable.
 */
public final class HistoryQuery {

	private static final int DEFAULT_STEPS = 60;

	/** Of all points together. */
	private static final int MAX_FIGURES = 72_000;

	private final Steps steps;

	private HistoryQuery(Steps steps) {
		this.steps = steps;
	}

	/**
	 * Reads a question as a client wrote it.
	 * @param step the length of a step, a whole number of seconds of which at most 3,600
	 * make the part of the window; or null for a sixtieth of it, rounded up. All points
	 * together have at most 72,000 figures, or those of all series 288,000
	 * @param asked the other parameters
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if it cannot be understood
	 */
	public static HistoryQuery parse(@Nullable String step, QuestionParameters asked, Duration longest) {
		StatisticsQuery statistics = StatisticsQuery.parse(asked, longest);
		HistoryQuery query = new HistoryQuery(new Steps(statistics, step(step, statistics.window(), longest)));
		int figures = query.points() * statistics.size();
		if (statistics.grouping() == null && figures > MAX_FIGURES) {
			throw new InvalidQueryException(
					"a history must have at most %s figures but %s points of %s are %s: ask for a longer step or fewer stats"
						.formatted(MAX_FIGURES, query.points(), statistics.size(), figures));
		}
		return query;
	}

	private static Duration step(@Nullable String text, Duration window, Duration longest) {
		if (text == null) {
			return wholeSeconds(window, DEFAULT_STEPS);
		}
		Duration step = Durations.parse("step", text, wholeSeconds(longest, 1));
		Duration least = wholeSeconds(window, Steps.MAX);
		if (step.getNano() != 0 || step.compareTo(least) < 0) {
			throw new InvalidQueryException(
					"step must be a whole number of seconds, at least %s for a window of %s, but was %s"
						.formatted(least, window, Durations.quote(text)));
		}
		return step;
	}

	/** A part of a length of time, rounded up to whole seconds, one at least. */
	private static Duration wholeSeconds(Duration length, int parts) {
		return Duration.ofSeconds(Math.max(1, length.dividedBy(parts).plusSeconds(1).minusNanos(1).getSeconds()));
	}

	/**
	 * Returns how many figures the answer has at most, the timestamps of all points
	 * included.
	 * @param service that is going to be asked
	 * @return the number
	 */
	public int figures(EventService service) {
		StatisticsQuery statistics = this.steps.statistics();
		Grouping grouping = statistics.grouping();
		if (grouping == null) {
			return points() * (statistics.size() + 1);
		}
		int series = Math.min(grouping.limit(), service.meters().series() + 1);
		return SeriesHistory.maxFigures(series * points(), statistics.size());
	}

	/** Returns how many points the answer has at most, a series. */
	int points() {
		return this.steps.size();
	}

	/**
	 * Asks a service. A span that is not aligned touches one step more than fits into it;
	 * where that would be more than 3,600 points, the answer begins with the second.
	 * @param service whose window is long enough
	 * @return from, to, step and points, each of them a timestamp and its figures, or the
	 * points series by series where that is asked for. The figures of a point are
	 * computed when it is read, anew each time
	 * @throws InvalidQueryException if the points of all series are too many
	 */
	public Answer ask(EventService service) {
		StatisticsQuery statistics = this.steps.statistics();
		Grouping grouping = statistics.grouping();
		if (grouping != null) {
			return new SeriesHistory(this.steps, grouping).ask(service);
		}
		History history = service.history(statistics.series(), statistics.window(), this.steps.length(),
				statistics.isDetailed());
		Map<String, @Nullable Object> answer = this.steps.span(history);
		List<Map<String, @Nullable Object>> points = this.steps.points(history);
		answer.put("points", points);
		return new Answer(answer, statistics.window(), statistics.columns(Answer.TIMESTAMP), points);
	}

}
