package io.eventstatistics.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.rank.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * A question for some figures of the last part of the window. Immutable; equal ones have
 * equal answers.
 */
public final class StatisticsQuery {

	private final Duration window;

	private final List<Figure> figures;

	/** Of these figures, which are selected together. */
	private final List<Quantile> quantiles;

	StatisticsQuery(Duration window, List<Figure> figures) {
		this.window = window;
		this.figures = figures;
		this.quantiles = figures.stream().map(Figure::quantile).filter(Objects::nonNull).toList();
	}

	/**
	 * Reads a question as a client wrote it.
	 * @param window how long a part of the window, or null for all of it
	 * @param stats the names of the figures, separated by commas, or null for count, min,
	 * max and mean
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if it cannot be understood
	 */
	public static StatisticsQuery parse(@Nullable String window, @Nullable String stats, Duration longest) {
		return new StatisticsQuery((window != null) ? Durations.parse("window", window, longest) : longest,
				Figure.list(stats));
	}

	/**
	 * Asks a service.
	 * @param service whose window is long enough
	 * @return the figures of this instant by name, in the order they were asked for; null
	 * for those that no events have
	 */
	public Map<String, @Nullable Object> ask(EventService service) {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		read(service.snapshot(this.window, isDetailed()), answer);
		return answer;
	}

	/** How many figures are asked for. */
	int size() {
		return this.figures.size();
	}

	void read(Snapshot events, Map<String, @Nullable Object> answer) {
		if (!this.quantiles.isEmpty()) {
			events.aggregate().select(this.quantiles);
		}
		this.figures.forEach((figure) -> answer.put(figure.name(), figure.of(events)));
	}

	boolean isDetailed() {
		return this.figures.stream().anyMatch(Figure::detailed);
	}

	Duration window() {
		return this.window;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StatisticsQuery query && this.window.equals(query.window)
				&& names().equals(query.names());
	}

	@Override
	public int hashCode() {
		return 31 * this.window.hashCode() + names().hashCode();
	}

	private List<String> names() {
		return this.figures.stream().map(Figure::name).toList();
	}

}
