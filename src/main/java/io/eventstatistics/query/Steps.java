package io.eventstatistics.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.History;
import io.eventstatistics.event.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Figures in steps: the latest points, at most 3,600. Immutable.
 *
 * @param statistics the figures
 * @param length the length of a step
 */
record Steps(StatisticsQuery statistics, Duration length) {

	static final int MAX = 3600;

	/** Returns the largest number of points. */
	int size() {
		return (int) Math.min(MAX, this.statistics.window().dividedBy(this.length) + 2);
	}

	/** Returns from, to and step. */
	Map<String, @Nullable Object> span(History history) {
		List<Snapshot> all = history.points();
		Map<String, @Nullable Object> span = new LinkedHashMap<>();
		span.put("from", ((all.size() > MAX) ? all.get(all.size() - MAX).from() : history.from()).toString());
		span.put("to", history.to().toString());
		span.put("step", history.step().toString());
		return span;
	}

	/** Returns the points; their figures are computed each time they are read. */
	List<Map<String, @Nullable Object>> points(History history) {
		List<Snapshot> all = history.points();
		return Answer.lazily(all.subList(Math.max(0, all.size() - MAX), all.size()), this::point);
	}

	private Map<String, @Nullable Object> point(Snapshot events) {
		Map<String, @Nullable Object> point = new LinkedHashMap<>();
		point.put(Answer.TIMESTAMP, events.from().toString());
		this.statistics.read(events, point);
		return point;
	}

}
