package io.eventstatistics.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.History;
import org.jspecify.annotations.Nullable;

/**
 * A question for figures of the last part of the window, in steps. Immutable.
 */
public final class HistoryQuery {

	private static final int DEFAULT_STEPS = 60;

	/** The largest number of figures of all points. */
	private static final int MAX_FIGURES = 72_000;

	private final Steps steps;

	private HistoryQuery(Steps steps) {
		this.steps = steps;
	}

	/**
	 * Parses a question.
	 * @param step the length of a step in whole seconds, at least a 3,600th of the part
	 * of the window; or null for a sixtieth of it, rounded up. All points together have
	 * at most 72,000 figures, or 288,000 by series
	 * @param parameters the other parameters
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if a parameter is invalid
	 */
	public static HistoryQuery parse(@Nullable String step, QuestionParameters parameters, Duration longest) {
		StatisticsQuery statistics = StatisticsQuery.parse(parameters, longest);
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

	/** Returns a part of a duration, rounded up to whole seconds, at least one. */
	private static Duration wholeSeconds(Duration length, int parts) {
		return Duration.ofSeconds(Math.max(1, length.dividedBy(parts).plusSeconds(1).minusNanos(1).getSeconds()));
	}

	/**
	 * Returns the largest number of figures of the answer, including the timestamps of
	 * all points.
	 * @param service the service to ask
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

	/** Returns the largest number of points of a series. */
	int points() {
		return this.steps.size();
	}

	/**
	 * Asks a service. A part of the window that is not aligned to steps overlaps one step
	 * more; if that exceeds 3,600 points, the first one is omitted.
	 * @param service the service, with the window that the question was parsed for
	 * @return from, to, step and the points, each with a timestamp and its figures; or
	 * the points by series, if requested. The figures of a point are computed each time
	 * it is read
	 * @throws InvalidQueryException if all series together have too many points
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
