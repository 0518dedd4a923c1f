package io.eventstatistics.query;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Group;
import io.eventstatistics.event.GroupHistory;
import io.eventstatistics.event.Groups;
import io.eventstatistics.event.History;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.event.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Answers a history by series: selects the series first and then reads their points, all
 * at one instant. Immutable.
 *
 * @param steps the steps and figures of each series
 * @param grouping the order and the number of the series
 */
record SeriesHistory(Steps steps, Grouping grouping) {

	/** The largest number of points of all series. */
	private static final int MAX_POINTS = 72_000;

	/** The largest number of figures of all points: the four default figures of each. */
	private static final int MAX_FIGURES = 4 * MAX_POINTS;

	/** Returns the largest number of figures of an answer, including timestamps. */
	static int maxFigures(int points, int figures) {
		int most = Math.min(points, MAX_POINTS);
		return most + Math.min(most * figures, MAX_FIGURES);
	}

	/**
	 * Asks a service. A series that has become empty since it was selected is omitted.
	 * @throws InvalidQueryException if all series together have too many points
	 */
	Answer ask(EventService service) {
		StatisticsQuery statistics = this.steps.statistics();
		Groups groups = service.groups(statistics.series(), statistics.window(),
				this.grouping.figure() != null && this.grouping.figure().detailed());
		List<Group> first = this.grouping.first(groups);
		requireSize(first.size(), statistics.size());
		Map<@Nullable String, GroupHistory> found = new HashMap<>();
		for (GroupHistory each : service.histories(selector(first), statistics.window(), this.steps.length(),
				statistics.isDetailed(), this.grouping.limit())) {
			found.put(each.series(), each);
		}
		List<GroupHistory> histories = first.stream()
			.map((group) -> found.get(group.series()))
			.filter(Objects::nonNull)
			.toList();
		return answer(histories, groups.total(), first.size() < groups.groups().size());
	}

	private Answer answer(List<GroupHistory> histories, Snapshot total, boolean truncated) {
		Map<String, @Nullable Object> answer = this.steps.span(histories.isEmpty()
				? new History(total.from(), total.to(), this.steps.length(), List.of()) : histories.get(0).history());
		answer.put("groups", Answer.lazily(histories, this::series));
		answer.put("truncated", truncated);
		Iterable<Map<String, @Nullable Object>> rows = () -> histories.stream().flatMap(this::rows).iterator();
		StatisticsQuery statistics = this.steps.statistics();
		return new Answer(answer, statistics.window(), statistics.columns(Answer.SERIES, Answer.TIMESTAMP), rows);
	}

	private Map<String, @Nullable Object> series(GroupHistory group) {
		Map<String, @Nullable Object> series = new LinkedHashMap<>();
		series.put(Answer.SERIES, group.series());
		series.put("points", this.steps.points(group.history()));
		return series;
	}

	private Stream<Map<String, @Nullable Object>> rows(GroupHistory group) {
		return this.steps.points(group.history()).stream().map((point) -> {
			Map<String, @Nullable Object> row = new HashMap<>(point);
			row.put(Answer.SERIES, group.series());
			return row;
		});
	}

	private void requireSize(int series, int figures) {
		int points = this.steps.size();
		if (series * points > MAX_POINTS) {
			throw new InvalidQueryException(
					"a history by series must have at most %s points but %s series of %s points are %s: ask for a longer step or a lower limit"
						.formatted(MAX_POINTS, series, points, series * points));
		}
		if (series * points * figures > MAX_FIGURES) {
			throw new InvalidQueryException(
					"a history by series must have at most %s figures but %s series of %s points of %s are %s: ask for a longer step, a lower limit or fewer stats"
						.formatted(MAX_FIGURES, series, points, figures, series * points * figures));
		}
	}

	private static SeriesSelector selector(List<Group> groups) {
		Set<String> names = new HashSet<>();
		boolean unnamed = false;
		for (Group group : groups) {
			if (group.series() != null) {
				names.add(group.series());
			}
			else {
				unnamed = true;
			}
		}
		return SeriesSelector.of(names, Set.of(), unnamed);
	}

}
