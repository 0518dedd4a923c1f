package io.eventstatistics.window.series;

import java.util.function.Consumer;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.Run;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The windows of series. A call costs O(log series) for each that has something to lose,
 * and visits no other. Not thread-safe.
 */
final class NamedWindows {

	/*
	 * A queue has each series by its next loss: the timestamp of its oldest event, or,
	 * where the edge cuts its oldest slot, the last timestamp of that slot. Advancing
	 * visits the series whose next loss lies before the edge, drops their slots, and
	 * marks those that hold expired events in a slot that is cut. Removing what has
	 * expired to the last event visits these too. Where that oldest slot splits after the
	 * visit, its first half is given back with the second: late, and never early.
	 */

	/** Removing expired events pays where so few are copied. */
	private static final int FEW = 256;

	/** Of series from which one question removes expired events. */
	private static final int MAX_REMOVALS = 256;

	private final SeriesIndex index;

	/** How many series hold events before the edge, in a slot that the edge cuts. */
	private int partlyExpired;

	/** The newest timestamp of a series; the least number where there is none. */
	private long newest = Long.MIN_VALUE;

	private long begun;

	NamedWindows(MemoryMeter memory) {
		this.index = new SeriesIndex(memory);
	}

	int size() {
		return this.index.size();
	}

	@Nullable SeriesWindow get(String name) {
		return this.index.get(name);
	}

	/** Returns how many series have begun since the start. */
	long begun() {
		return this.begun;
	}

	/** Returns a timestamp that no event is older than, that of the oldest as a rule. */
	long oldest() {
		SeriesWindow first = this.index.first();
		return (first != null) ? first.nextLoss() : Long.MAX_VALUE;
	}

	long newest() {
		return this.newest;
	}

	/**
	 * Begins a series, for now without events.
	 * @param window of its events, which is released if there is not enough memory
	 */
	SeriesWindow begin(String name, SlidingWindow window) {
		return this.index.add(name, window);
	}

	/** Adds events for which there is room. */
	void add(SeriesWindow series, Run run, boolean inOrder) {
		this.begun += (series.window().held() == 0) ? 1 : 0;
		series.window().add(run, inOrder);
		long earliest = series.nextLoss();
		for (int i = run.from(); i < run.to(); i++) {
			earliest = Math.min(earliest, run.timestamps()[i]);
			this.newest = Math.max(this.newest, run.timestamps()[i]);
		}
		if (earliest < series.nextLoss() && !series.isPartlyExpired()) {
			this.index.move(series, earliest);
		}
	}

	/** Visits series that have something to lose. */
	void advanceTo(long edge, int maxVisits) {
		SeriesWindow first = this.index.first();
		for (int i = 0; i < maxVisits && first != null && first.nextLoss() < edge; i++) {
			first.window().advanceTo(edge);
			review(first, edge);
			first = this.index.first();
		}
	}

	/**
	 * Visits the windows of all series, brought up to an edge. Removes expired events of
	 * some small series, so that their summaries need no scan.
	 */
	void forEach(long edge, Consumer<SeriesWindow> visitor) {
		int removals = MAX_REMOVALS;
		for (SeriesWindow series : this.index.all()) {
			SlidingWindow window = series.window();
			series.advanceTo(edge);
			if (removals > 0 && series.isPartlyExpired() && window.held() <= FEW) {
				window.removeExpired();
				removals--;
				if (window.held() > 0) {
					review(series, edge);
				}
			}
			visitor.accept(series);
		}
	}

	/** Removes all events that lie before an edge. */
	void removeExpired(long edge) {
		advanceTo(edge, Integer.MAX_VALUE);
		if (this.partlyExpired > 0) {
			for (SeriesWindow series : this.index.all()) {
				if (series.isPartlyExpired()) {
					series.window().advanceTo(edge);
					series.window().removeExpired();
					review(series, edge);
				}
			}
		}
	}

	/** Removes a series with all its events. */
	void remove(SeriesWindow series) {
		mark(series, false);
		this.index.remove(series);
		if (size() == 0) {
			this.newest = Long.MIN_VALUE;
		}
	}

	/** Removes all series. */
	void clear() {
		for (SeriesWindow first = this.index.first(); first != null; first = this.index.first()) {
			remove(first);
		}
	}

	/** Returns the memory of all but the windows, by a walk: O(series). */
	long countBytes() {
		return this.index.countBytes();
	}

	/** Removes a series that has emptied, or else sets its next loss. */
	private void review(SeriesWindow series, long edge) {
		long oldest = series.window().oldest();
		if (series.window().held() == 0) {
			remove(series);
			return;
		}
		mark(series, oldest < edge);
		this.index.move(series, series.isPartlyExpired() ? series.window().nextDrop() : oldest);
	}

	private void mark(SeriesWindow series, boolean cut) {
		if (cut != series.isPartlyExpired()) {
			this.partlyExpired += cut ? 1 : -1;
			series.setPartlyExpired(cut);
		}
	}

}
