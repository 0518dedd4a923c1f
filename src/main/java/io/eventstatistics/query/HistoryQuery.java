package io.eventstatistics.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.History;
import io.eventstatistics.event.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A question for some figures of the last part of the window, step by step. Immutable.
 */
public final class HistoryQuery {

	private static final int DEFAULT_STEPS = 60;

	private static final int MAX_STEPS = 3600;

	private final StatisticsQuery statistics;

	private final Duration step;

	private HistoryQuery(StatisticsQuery statistics, Duration step) {
		this.statistics = statistics;
		this.step = step;
	}

	/**
	 * Reads a question as a client wrote it.
	 * @param step the length of a step, a whole number of seconds of which at most 3,600
	 * make the part of the window; or null for a sixtieth of it, rounded up
	 * @param window how long a part of the window, or null for all of it
	 * @param stats the names of the figures, separated by commas, or null for count, min,
	 * max and mean
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if it cannot be understood
	 */
	public static HistoryQuery parse(@Nullable String step, @Nullable String window, @Nullable String stats,
			Duration longest) {
		StatisticsQuery statistics = StatisticsQuery.parse(window, stats, longest);
		return new HistoryQuery(statistics, step(step, statistics.window(), longest));
	}

	private static Duration step(@Nullable String text, Duration window, Duration longest) {
		if (text == null) {
			return wholeSeconds(window, DEFAULT_STEPS);
		}
		Duration step = Durations.parse("step", text, wholeSeconds(longest, 1));
		Duration least = wholeSeconds(window, MAX_STEPS);
		if (step.getNano() != 0 || step.compareTo(least) < 0) {
			throw new InvalidQueryException(
					"step must be a whole number of seconds, at least %s for a window of %s, but was \"%s\""
						.formatted(least, window, text));
		}
		return step;
	}

	/** A part of a length of time, rounded up to whole seconds. */
	private static Duration wholeSeconds(Duration length, int parts) {
		return Duration.ofSeconds(length.dividedBy(parts).plusSeconds(1).minusNanos(1).getSeconds());
	}

	/**
	 * Asks a service.
	 * @param service whose window is long enough
	 * @return from, to, step and points, each of them a timestamp and its figures
	 */
	public Map<String, Object> ask(EventService service) {
		History history = service.history(this.statistics.window(), this.step, this.statistics.ofDistribution());
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("from", history.from().toString());
		answer.put("to", history.to().toString());
		answer.put("step", history.step().toString());
		List<Map<String, @Nullable Object>> points = new ArrayList<>(history.points().size());
		for (Snapshot point : history.points()) {
			points.add(point(point));
		}
		answer.put("points", points);
		return answer;
	}

	private Map<String, @Nullable Object> point(Snapshot events) {
		Map<String, @Nullable Object> point = new LinkedHashMap<>();
		point.put("timestamp", events.from().toString());
		this.statistics.read(events, point);
		return point;
	}

}
