package io.eventstatistics.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Group;
import io.eventstatistics.event.Groups;
import io.eventstatistics.event.SeriesSelector;
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

	private final SeriesSelector series;

	/** How the answer is made series by series, or null where it is one for all. */
	private final @Nullable Grouping grouping;

	StatisticsQuery(Duration window, List<Statistic> statistics, SeriesSelector series, @Nullable Grouping grouping) {
		this.window = window;
		this.statistics = statistics;
		this.quantiles = statistics.stream().map(Statistic::quantile).filter(Objects::nonNull).toList();
		this.series = series;
		this.grouping = grouping;
	}

	/**
	 * Reads a question as a client wrote it.
	 * @param asked the parameters
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if it cannot be understood
	 */
	public static StatisticsQuery parse(QuestionParameters asked, Duration longest) {
		Duration window = (asked.window() != null) ? Durations.parse("window", asked.window(), longest) : longest;
		List<Statistic> statistics = Statistic.list(asked.stats());
		return new StatisticsQuery(window, statistics, SeriesParameter.parse(asked.series()),
				Grouping.parse(asked, statistics));
	}

	/**
	 * Returns how many figures the answer has at most, names of series and the total
	 * included.
	 * @return the number
	 */
	public int figures() {
		return (this.grouping != null) ? (this.grouping.limit() + 1) * (size() + 1) : size();
	}

	/**
	 * Asks a service.
	 * @param service whose window is long enough
	 * @return the figures of this instant by name, in the order they were asked for, null
	 * for those that no events have; series by series where that is asked for. The
	 * figures of a series are computed when they are read
	 */
	public Answer ask(EventService service) {
		if (this.grouping != null) {
			return grouped(service.groups(this.series, this.window, isDetailed()), this.grouping);
		}
		Map<String, @Nullable Object> figures = new LinkedHashMap<>();
		read(service.snapshot(this.series, this.window, isDetailed()), figures);
		return new Answer(figures, this.window, names(), List.of(figures));
	}

	private Answer grouped(Groups groups, Grouping grouping) {
		List<Group> first = grouping.first(groups);
		List<Map<String, @Nullable Object>> rows = Answer.lazily(first, this::row);
		Map<String, @Nullable Object> total = new LinkedHashMap<>();
		read(groups.total(), total);
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("groups", rows);
		answer.put("total", total);
		answer.put("truncated", first.size() < groups.groups().size());
		return new Answer(answer, this.window, columns(Answer.SERIES), rows);
	}

	private Map<String, @Nullable Object> row(Group group) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put(Answer.SERIES, group.series());
		read(group.snapshot(), row);
		return row;
	}

	/** Returns the names of the figures, after other ones. */
	List<String> columns(String... before) {
		return Stream.concat(Stream.of(before), names().stream()).toList();
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

	SeriesSelector series() {
		return this.series;
	}

	@Nullable Grouping grouping() {
		return this.grouping;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StatisticsQuery query && this.window.equals(query.window)
				&& names().equals(query.names()) && this.series.equals(query.series)
				&& Objects.equals(this.grouping, query.grouping);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.window, names(), this.series, this.grouping);
	}

	private List<String> names() {
		return this.statistics.stream().map(Statistic::name).toList();
	}

}
