package io.eventstatistics.event;

import java.time.Duration;
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

	/**
	 * Creates a question.
	 * @param window the window's length
	 * @throws IllegalArgumentException if the part is out of range
	 */
	static Question of(SeriesSelector selector, Duration part, boolean detailed, Duration window) {
		if (part.compareTo(Duration.ZERO) <= 0 || part.compareTo(window) > 0) {
			throw new IllegalArgumentException("the part must be above zero and at most the window's length");
		}
		return new Question(selector, part.toNanos(), detailed);
	}

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

	/**
	 * Returns the events as of an instant other than now, in steps.
	 * @param step the length of a step, or 0 for a single step
	 * @param limit the largest number of series, or 0 for all selected events together
	 * @throws IllegalArgumentException if the part begins before the furthest edge, so
	 * that some of its events may have expired
	 */
	List<Steps> asOf(long instant, SeriesWindows windows, long step, int limit) {
		if (instant - this.partNanos < windows.furthestEdge()) {
			throw new IllegalArgumentException("the part begins %d ns before the window"
				.formatted(windows.furthestEdge() - (instant - this.partNanos)));
		}
		return (limit > 0) ? timelines(windows, step, limit, instant)
				: List.of(new Steps(null, timeline(windows, step, instant)));
	}

	Timeline timeline(SeriesWindows windows, long step, long now) {
		Timeline timeline = steps(step, now);
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
				Timeline timeline = steps(step, now);
				series.window().collect(timeline);
				result.add(new Steps(series.name(), timeline));
			}
		}
		return result;
	}

	private Timeline steps(long step, long now) {
		long from = now - this.partNanos;
		return (step > 0) ? Timeline.between(from, now, step, this.detailed) : new Timeline(from, this.detailed);
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

		/**
		 * Returns the history.
		 * @param question the question that this answers
		 * @param step the length of a step, or 0 for a single step
		 */
		GroupHistory history(Question question, long step) {
			return new GroupHistory(this.series,
					History.of(question.partNanos, (step > 0) ? step : question.partNanos, this.timeline));
		}

	}

}
