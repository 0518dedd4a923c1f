package io.eventstatistics.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.SlidingWindow;
import io.eventstatistics.window.Timeline;
import io.eventstatistics.window.series.SeriesWindow;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * A question about the events of some series in the last part of the window. Answers it
 * from the windows at one instant; the cost is that of the selected windows.
 *
 * @param selector selects the events
 * @param partNanos the length of the part, above zero, at most the window's length
 * @param detailed whether to include percentiles and variance
 */
record Question(SeriesSelector selector, long partNanos, boolean detailed) {

	/** The events of a smaller series are sorted for each answer, not in the window. */
	private static final int MIN_SEALED = 256;

	/** Orders series by name, the unnamed one first. */
	private static final Comparator<SeriesWindow> BY_NAME = Comparator.comparing(SeriesWindow::name,
			Comparator.nullsFirst(Comparator.naturalOrder()));

	/** Returns the windows whose events must be sorted before a detailed answer. */
	List<SlidingWindow> toSeal(SeriesWindows windows) {
		List<SlidingWindow> large = new ArrayList<>();
		this.selector.visit(windows, (series) -> {
			if (series.name() == null || series.window().held() >= MIN_SEALED) {
				large.add(series.window());
			}
		});
		return large;
	}

	Snapshot snapshot(SeriesWindows windows, long now) {
		Aggregate aggregate = new Aggregate(this.detailed);
		this.selector.visit(windows, (series) -> series.window().summarize(now - this.partNanos, aggregate));
		return snapshot(aggregate, now);
	}

	/** Returns the series that have events in the part. */
	Parts parts(SeriesWindows windows, long now) {
		List<Group> groups = new ArrayList<>();
		this.selector.visit(windows, (series) -> {
			Aggregate aggregate = new Aggregate(this.detailed);
			series.window().summarize(now - this.partNanos, aggregate);
			if (aggregate.summary().count() > 0) {
				groups.add(new Group(series.name(), snapshot(aggregate, now)));
			}
		});
		return new Parts(groups, now);
	}

	/** Returns groups with their total, which is not computed under the lock. */
	Groups total(Parts parts) {
		Aggregate total = new Aggregate(this.detailed);
		for (Group group : parts.groups()) {
			total.add(group.snapshot().aggregate());
		}
		return new Groups(parts.groups(), snapshot(total, parts.now()));
	}

	Timeline timeline(SeriesWindows windows, long step, long now) {
		Timeline timeline = Timeline.between(now - this.partNanos, now, step, this.detailed);
		this.selector.visit(windows, (series) -> series.window().collect(timeline));
		return timeline;
	}

	/**
	 * Returns the first series, by name, that have events in the part.
	 * @param limit the largest number of series
	 */
	List<Steps> timelines(SeriesWindows windows, long step, int limit, long now) {
		PriorityQueue<SeriesWindow> selected = new PriorityQueue<>(BY_NAME);
		this.selector.visit(windows, selected::add);
		List<Steps> result = new ArrayList<>();
		for (SeriesWindow series = selected.poll(); series != null && result.size() < limit; series = selected.poll()) {
			if (series.window().newest() >= now - this.partNanos) {
				Timeline timeline = Timeline.between(now - this.partNanos, now, step, this.detailed);
				series.window().collect(timeline);
				result.add(new Steps(series.name(), timeline));
			}
		}
		return result;
	}

	private Snapshot snapshot(Aggregate aggregate, long now) {
		return new Snapshot(now - this.partNanos, now, aggregate);
	}

	/**
	 * The answer by series, without the total.
	 *
	 * @param groups the series that have events
	 * @param now the instant
	 */
	record Parts(List<Group> groups, long now) {

	}

	/**
	 * A series in steps.
	 *
	 * @param series the name, or null for the unnamed series
	 * @param timeline the steps, with at least one event
	 */
	record Steps(@Nullable String series, Timeline timeline) {

	}

}
