package io.eventstatistics.window.series;

import java.util.function.Consumer;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.Run;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the named series. Moving the edge visits only series that lose events,
 * each in O(log series). Not thread-safe.
 */
final class NamedWindows {

	/*
	 * A queue orders the series by next expiry: the timestamp of the oldest event or, if
	 * the edge cuts the oldest slot, the last timestamp of that slot. Advancing visits
	 * the series whose next expiry is before the edge. It drops their expired slots, and
	 * marks series with expired events in a slot that the edge cuts. Removing all expired
	 * events also visits the marked series. If the oldest slot splits after the visit,
	 * its first half is dropped with the second: late, but never early.
	 */

	/** The largest window from which a query removes expired events. */
	private static final int MAX_REMOVAL_SIZE = 256;

	/** The largest number of series from which one query removes expired events. */
	private static final int MAX_REMOVALS = 256;

	private final SeriesIndex index;

	/** The number of series with expired events in a slot that the edge cuts. */
	private int partlyExpiredCount;

	/** The newest timestamp added; {@link Long#MIN_VALUE} if there are no series. */
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

	/** Returns how many series have begun since the start of the process. */
	long begun() {
		return this.begun;
	}

	/** Returns the earliest expiry; after removing expired events, none is older. */
	long oldest() {
		SeriesWindow first = this.index.first();
		return (first != null) ? first.nextExpiry() : Long.MAX_VALUE;
	}

	long newest() {
		return this.newest;
	}

	/**
	 * Creates a series without events.
	 * @param window the window of the series, which is released if memory runs out
	 */
	SeriesWindow create(String name, SlidingWindow window) {
		return this.index.add(name, window);
	}

	/** Adds events for which the window of the series has room. */
	void add(SeriesWindow series, Run run, boolean inOrder) {
		this.begun += (series.window().held() == 0) ? 1 : 0;
		series.window().add(run, inOrder);
		long earliest = series.nextExpiry();
		for (int i = run.from(); i < run.to(); i++) {
			earliest = Math.min(earliest, run.timestamps()[i]);
			this.newest = Math.max(this.newest, run.timestamps()[i]);
		}
		if (earliest < series.nextExpiry() && !series.isPartlyExpired()) {
			this.index.move(series, earliest);
		}
	}

	/** Drops the expired slots of at most {@code maxVisits} series. */
	void advanceTo(long edge, int maxVisits) {
		SeriesWindow first = this.index.first();
		for (int i = 0; i < maxVisits && first != null && first.nextExpiry() < edge; i++) {
			first.window().advanceTo(edge);
			update(first, edge);
			first = this.index.first();
		}
	}

	/**
	 * Moves each series to an edge, and visits it. Removes expired events of some small
	 * series, so that their summaries need no scan.
	 */
	void forEach(long edge, Consumer<SeriesWindow> visitor) {
		int removals = MAX_REMOVALS;
		for (SeriesWindow series : this.index.all()) {
			SlidingWindow window = series.window();
			series.advanceTo(edge);
			if (removals > 0 && series.isPartlyExpired() && window.held() <= MAX_REMOVAL_SIZE) {
				window.removeExpired();
				removals--;
				if (window.held() > 0) {
					update(series, edge);
				}
			}
			visitor.accept(series);
		}
	}

	/** Removes all events before an edge. */
	void removeExpired(long edge) {
		advanceTo(edge, Integer.MAX_VALUE);
		if (this.partlyExpiredCount > 0) {
			for (SeriesWindow series : this.index.all()) {
				if (series.isPartlyExpired()) {
					series.window().advanceTo(edge);
					series.window().removeExpired();
					update(series, edge);
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

	/** Computes the memory of the series without their windows: O(series). */
	long countBytes() {
		return this.index.countBytes();
	}

	/** Removes a series without events; updates the next expiry of others. */
	private void update(SeriesWindow series, long edge) {
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
			this.partlyExpiredCount += cut ? 1 : -1;
			series.setPartlyExpired(cut);
		}
	}

}
