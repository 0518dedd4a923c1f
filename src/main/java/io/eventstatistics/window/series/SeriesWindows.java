package io.eventstatistics.window.series;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.Run;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The window of the events without a name, and beside it one for each series. A series
 * comes with its first event and goes with its last. Recording in a series costs no more
 * among ten thousand than among ten: only a series that has something to lose is visited.
 * About 2 KB a series of 60 events.
 * <p>
 * Recording is all or nothing: {@link #reserve} may fail and then changes no figure,
 * {@link #add} cannot fail. Not thread-safe.
 */
public final class SeriesWindows {

	/*
	 * A queue has each series by its next loss: the timestamp of its oldest event, or,
	 * where the edge cuts its oldest slot, the last timestamp of that slot. Advancing
	 * visits the series whose next loss lies before the edge, drops their slots, and
	 * marks those that hold expired events in a slot that is cut. Removing what has
	 * expired to the last event visits these too.
	 */

	/** Visits of one call, so that a long idle time is not paid for by one call. */
	private static final int MAX_VISITS = 256;

	private final SeriesWindow unnamed;

	private final SeriesIndex index;

	/** How many series hold events before the edge, in a slot that the edge cuts. */
	private int partlyExpired;

	/** The newest timestamp of a series; the least number where there is none. */
	private long newest = Long.MIN_VALUE;

	private long begun;

	/**
	 * Creates windows around one.
	 * @param unnamed of the events without a name, empty
	 * @param memory counts its bytes, and all others
	 */
	public SeriesWindows(SlidingWindow unnamed, MemoryMeter memory) {
		this.unnamed = new SeriesWindow(null, unnamed);
		this.index = new SeriesIndex(memory);
	}

	/**
	 * Moves the edge. Events that lie before it leave; they stay away if it moves back.
	 * O(log series) amortised.
	 * @param newEdge the oldest timestamp that counts, in nanoseconds since the epoch
	 */
	public void advanceTo(long newEdge) {
		SlidingWindow window = this.unnamed.window();
		if (this.index.size() > 0) {
			if (newEdge < window.edge()) {
				removeExpired();
			}
			window.advanceTo(newEdge);
			advance(MAX_VISITS);
		}
		else {
			window.advanceTo(newEdge);
		}
	}

	/**
	 * Makes room for events, so that adding them next cannot fail. Series that are not
	 * held begin without events: {@link #add} or {@link #cancel} must follow.
	 * @param runs the events, all at or after the edge
	 * @throws OutOfMemoryError if there is not enough memory; no figure has changed
	 */
	public void reserve(List<SeriesRun> runs) {
		for (SeriesRun run : runs) {
			String name = run.series();
			SeriesWindow series = (name != null) ? heldOrBegun(name) : this.unnamed;
			series.window().reserve(run.run().length());
		}
	}

	/**
	 * Adds events for which there is room.
	 * @param runs the events, all at or after the edge
	 * @param inOrder whether no event of a run is earlier than the one before it
	 */
	public void add(List<SeriesRun> runs, boolean inOrder) {
		for (SeriesRun run : runs) {
			SeriesWindow series = (run.series() != null) ? this.index.get(run.series()) : this.unnamed;
			if (series != null) {
				boolean first = series.window().held() == 0;
				series.window().add(run.run(), inOrder);
				if (series != this.unnamed) {
					added(series, run.run(), first);
				}
			}
		}
	}

	/**
	 * Ends the series that have begun without events, where events are not added.
	 * @param runs for which room was to be made
	 */
	public void cancel(List<SeriesRun> runs) {
		for (SeriesRun run : runs) {
			SeriesWindow series = (run.series() != null) ? this.index.get(run.series()) : null;
			if (series != null && series.window().held() == 0) {
				remove(series);
			}
		}
	}

	/**
	 * Adds the events of all series, and those without a name, to an aggregate.
	 * @param from nanoseconds since the epoch, at or after the edge
	 * @param target what they are added to
	 */
	public void summarize(long from, Aggregate target) {
		this.unnamed.window().summarize(from, target);
		if (this.index.size() > 0) {
			for (SeriesWindow series : this.index.all()) {
				current(series).window().summarize(from, target);
			}
		}
	}

	/** Returns the window of the events without a name. */
	public SeriesWindow unnamed() {
		return this.unnamed;
	}

	/**
	 * Returns the window of a series.
	 * @param name of the series
	 * @return the window, or null where the series has no events
	 */
	public @Nullable SeriesWindow get(String name) {
		SeriesWindow series = this.index.get(name);
		return (series != null) ? current(series) : null;
	}

	/**
	 * Visits the windows of all series, not that of the events without a name.
	 * @param visitor which adds and removes no events
	 */
	public void forEach(Consumer<SeriesWindow> visitor) {
		for (SeriesWindow series : this.index.all()) {
			visitor.accept(current(series));
		}
	}

	/** Returns the oldest timestamp that counts, in nanoseconds since the epoch. */
	public long edge() {
		return this.unnamed.window().edge();
	}

	/** Returns how many events are held, expired ones that were not dropped yet too. */
	public long held() {
		return this.unnamed.window().heldTogether();
	}

	/** Returns how many of the events held are not in their slots yet. */
	public int staged() {
		return this.unnamed.window().stagedTogether();
	}

	/** Returns the memory held, in bytes. */
	public long bytes() {
		return this.unnamed.window().bytes();
	}

	/**
	 * Returns how many series there are, those that have emptied and were not visited yet
	 * too.
	 * @return the number, 0 or more
	 */
	public int size() {
		return this.index.size();
	}

	/**
	 * Returns how many names are not those of series that are held.
	 * @param names distinct names of series
	 * @return the number, 0 or more
	 */
	public int countNew(Collection<String> names) {
		int count = 0;
		for (String name : names) {
			count += (this.index.get(name) != null) ? 0 : 1;
		}
		return count;
	}

	/** Returns how many series have begun since the start. */
	public long begun() {
		return this.begun;
	}

	/**
	 * Returns the oldest timestamp held.
	 * @return nanoseconds since the epoch; the greatest number where no event is held
	 */
	public long oldest() {
		SeriesWindow first = this.index.first();
		long oldest = this.unnamed.window().oldest();
		return (first != null) ? Math.min(oldest, first.nextLoss()) : oldest;
	}

	/**
	 * Returns the newest timestamp held.
	 * @return nanoseconds since the epoch; the least number where no event is held
	 */
	public long newest() {
		return Math.max(this.newest, this.unnamed.window().newest());
	}

	/** Removes all events that lie before the edge. */
	public void removeExpired() {
		this.unnamed.window().removeExpired();
		advance(Integer.MAX_VALUE);
		if (this.partlyExpired > 0) {
			for (SeriesWindow series : this.index.all()) {
				if (series.isPartlyExpired()) {
					current(series).window().removeExpired();
					review(series);
				}
			}
		}
	}

	/** Removes all events. */
	public void clear() {
		this.unnamed.window().clear();
		for (SeriesWindow first = this.index.first(); first != null; first = this.index.first()) {
			remove(first);
		}
	}

	/** Returns the memory of all but the windows, by a walk: O(series). */
	public long countBytes() {
		return this.index.countBytes();
	}

	private SeriesWindow heldOrBegun(String name) {
		SeriesWindow held = this.index.get(name);
		return current((held != null) ? held : this.index.add(name, this.unnamed.window().sibling()));
	}

	private void added(SeriesWindow series, Run run, boolean first) {
		this.begun += first ? 1 : 0;
		long earliest = series.nextLoss();
		for (int i = run.from(); i < run.to(); i++) {
			earliest = Math.min(earliest, run.timestamps()[i]);
			this.newest = Math.max(this.newest, run.timestamps()[i]);
		}
		if (earliest < series.nextLoss() && !series.isPartlyExpired()) {
			this.index.move(series, earliest);
		}
	}

	/** Brings a series up to the edge. */
	private SeriesWindow current(SeriesWindow series) {
		series.window().advanceTo(this.unnamed.window().edge());
		return series;
	}

	/** Visits series that have something to lose. */
	private void advance(int maxVisits) {
		long edge = this.unnamed.window().edge();
		SeriesWindow first = this.index.first();
		for (int i = 0; i < maxVisits && first != null && first.nextLoss() < edge; i++) {
			review(current(first));
			first = this.index.first();
		}
	}

	/** Removes a series that has emptied, or else sets its next loss. */
	private void review(SeriesWindow series) {
		long oldest = series.window().oldest();
		if (series.window().held() == 0) {
			remove(series);
			return;
		}
		mark(series, oldest < this.unnamed.window().edge());
		this.index.move(series, series.isPartlyExpired() ? series.window().nextDrop() : oldest);
	}

	private void mark(SeriesWindow series, boolean cut) {
		if (cut != series.isPartlyExpired()) {
			this.partlyExpired += cut ? 1 : -1;
			series.setPartlyExpired(cut);
		}
	}

	private void remove(SeriesWindow series) {
		mark(series, false);
		this.index.remove(series);
		if (this.index.size() == 0) {
			this.newest = Long.MIN_VALUE;
		}
	}

}
