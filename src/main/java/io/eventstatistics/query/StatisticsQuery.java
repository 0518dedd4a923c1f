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
 * A question for some statistics of the last part of the window. Immutable; equal ones
 * have equal answers.
 */
public final class StatisticsQuery {

	private final Duration window;

	private final List<Statistic> statistics;

	/** Of these figures, which are selected together. */
	private final List<Quantile> quantiles;

	StatisticsQuery(Duration window, List<Statistic> statistics) {
		this.window = window;
		this.statistics = statistics;
		this.quantiles = statistics.stream().map(Statistic::quantile).filter(Objects::nonNull).toList();
	}

	/**
	 * Reads a question as a client wrote it.
	 * @param window how long a part of the window, or null for all of it
	 * @param stats the names of the statistics, separated by commas, or null for count,
	 * min, max and mean
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if it cannot be understood
	 */
	public static StatisticsQuery parse(@Nullable String window, @Nullable String stats, Duration longest) {
		return new StatisticsQuery((window != null) ? Durations.parse("window", window, longest) : longest,
				Statistic.list(stats));
	}

	/**
	 * Asks a service.
	 * @param service whose window is long enough
	 * @return the statistics of this instant by name, in the order they were asked for;
	 * null for those that no events have
	 */
	public Map<String, @Nullable Object> ask(EventService service) {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		read(service.snapshot(this.window, isDetailed()), answer);
		return answer;
	}

	/** How many figures are asked for. */
	int size() {
		return this.statistics.size();
	}

	void read(Snapshot events, Map<String, @Nullable Object> answer) {
		if (!this.quantiles.isEmpty()) {
			events.aggregate().select(this.quantiles);
		}
		this.statistics.forEach((statistic) -> answer.put(statistic.name(), statistic.of(events)));
	}

	boolean isDetailed() {
		return this.statistics.stream().anyMatch(Statistic::detailed);
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
		return this.statistics.stream().map(Statistic::name).toList();
	}

}
