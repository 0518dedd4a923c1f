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
 * A question for statistics of the last part of the window. Immutable; equal questions
 * have equal answers.
 */
public final class StatisticsQuery {

	private final Duration window;

	private final List<Statistic> statistics;

	/** The quantiles among the statistics, which are selected in one pass. */
	private final List<Quantile> quantiles;

	private final SeriesSelector series;

	/** The grouping by series, or null for one answer for all events. */
	private final @Nullable Grouping grouping;

	StatisticsQuery(Duration window, List<Statistic> statistics, SeriesSelector series, @Nullable Grouping grouping) {
		this.window = window;
		this.statistics = statistics;
		this.quantiles = statistics.stream().map(Statistic::quantile).filter(Objects::nonNull).toList();
		this.series = series;
		this.grouping = grouping;
	}

	/**
	 * Parses a question.
	 * @param parameters the parameters
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if a parameter is invalid
	 */
	public static StatisticsQuery parse(QuestionParameters parameters, Duration longest) {
		Duration window = (parameters.window() != null) ? Durations.parse("window", parameters.window(), longest)
				: longest;
		List<Statistic> statistics = Statistic.list(parameters.stats());
		return new StatisticsQuery(window, statistics, SeriesParameter.parse(parameters.series()),
				Grouping.parse(parameters, statistics));
	}

	/**
	 * Returns the largest number of figures of the answer, including series names and the
	 * total.
	 * @return the number
	 */
	public int figures() {
		return (this.grouping != null) ? (this.grouping.limit() + 1) * (size() + 1) : size();
	}

	/**
	 * Asks a service.
	 * @param service the service, with the window that the question was parsed for
	 * @return the figures at this instant by name, in the requested order, null for
	 * figures that need events if there are none; by series, if requested. The figures of
	 * a series are computed each time they are read
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

	/** Returns other columns followed by the names of the figures. */
	List<String> columns(String... before) {
		return Stream.concat(Stream.of(before), names().stream()).toList();
	}

	/** Returns the number of requested figures. */
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
