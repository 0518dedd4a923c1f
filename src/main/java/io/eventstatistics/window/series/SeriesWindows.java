package io.eventstatistics.window.series;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the named series, and the window of the events without a name. A series
 * exists while it has events. Recording is O(1), or O(log series) if the oldest timestamp
 * of a series changes. A series of 60 events takes about 2 KB.
 * <p>
 * Recording is all or nothing: {@link #reserve} may fail and then changes no figure;
 * {@link #add} allocates nothing and cannot fail. Not thread-safe.
 */
public final class SeriesWindows {

	/** Series that one call visits at most: bounds its time after a long idle time. */
	private static final int MAX_VISITS = 256;

	private final SeriesWindow unnamed;

	private final MemoryMeter memory;

	/** Null until the first series is created. */
	private @Nullable NamedWindows named;

	/** The latest edge so far: earlier events may be missing. */
	private long furthestEdge = Long.MIN_VALUE;

	/**
	 * Creates windows without events.
	 * @param unnamed an empty window, for the events without a name
	 * @param memory counts the bytes of all windows
	 */
	public SeriesWindows(SlidingWindow unnamed, MemoryMeter memory) {
		this.unnamed = new SeriesWindow(null, unnamed);
		this.memory = memory;
	}

	/**
	 * Moves the edge. Events before it expire, and stay expired if the edge moves back.
	 * O(log series) amortised.
	 * @param newEdge the oldest timestamp that counts, in nanoseconds since the epoch
	 */
	public void advanceTo(long newEdge) {
		if (this.named != null) {
			if (newEdge < edge()) {
				this.named.removeExpired(edge());
			}
			this.named.advanceTo(newEdge, MAX_VISITS);
		}
		this.unnamed.window().advanceTo(newEdge);
		this.furthestEdge = Math.max(this.furthestEdge, newEdge);
	}

	/**
	 * Makes room for events, so that adding them cannot fail. Creates missing series
	 * without events: {@link #add} or {@link #cancel} must follow.
	 * @param runs the events, all at or after the edge
	 * @throws OutOfMemoryError if there is not enough memory; no figure has changed
	 */
	public void reserve(List<SeriesRun> runs) {
		for (int i = 0; i < runs.size(); i++) {
			SeriesRun run = runs.get(i);
			String name = run.series();
			SeriesWindow series = (name != null) ? getOrCreate(name) : this.unnamed;
			series.window().reserve(run.run().length());
		}
	}

	/**
	 * Adds events for which {@link #reserve} made room.
	 * @param runs the events, all at or after the edge
	 * @param inOrder whether no event of a run is earlier than the one before it
	 */
	public void add(List<SeriesRun> runs, boolean inOrder) {
		for (int i = 0; i < runs.size(); i++) {
			SeriesRun run = runs.get(i);
			if (run.series() == null) {
				this.unnamed.window().add(run.run(), inOrder);
			}
			else {
				NamedWindows reserved = Objects.requireNonNull(this.named, "events were not reserved");
				SeriesWindow series = Objects.requireNonNull(reserved.get(run.series()), "events were not reserved");
				reserved.add(series, run.run(), inOrder);
			}
		}
	}

	/**
	 * Removes the series that {@link #reserve} created, if their events are not added.
	 * Allocates nothing.
	 * @param runs the events passed to {@link #reserve}
	 */
	public void cancel(List<SeriesRun> runs) {
		for (int i = 0; i < runs.size(); i++) {
			SeriesRun run = runs.get(i);
			if (run.series() != null && this.named != null) {
				SeriesWindow series = this.named.get(run.series());
				if (series != null && series.window().held() == 0) {
					this.named.remove(series);
				}
			}
		}
	}

	/** Returns the window of the events without a name. */
	public SeriesWindow unnamed() {
		return this.unnamed;
	}

	/**
	 * Returns the window of a series.
	 * @param name the name of the series
	 * @return the window; null if the series has no events
	 */
	public @Nullable SeriesWindow get(String name) {
		SeriesWindow series = (this.named != null) ? this.named.get(name) : null;
		return (series != null) ? advanced(series) : null;
	}

	/**
	 * Visits all named series.
	 * @param visitor called with each series; must not add or remove series
	 */
	public void forEach(Consumer<SeriesWindow> visitor) {
		if (this.named != null) {
			this.named.forEach(edge(), visitor);
		}
	}

	/** Returns the oldest timestamp that counts, in nanoseconds since the epoch. */
	public long edge() {
		return this.unnamed.window().edge();
	}

	/**
	 * Returns the oldest timestamp from which all recorded events are held, also after
	 * the edge has moved back.
	 * @return nanoseconds since the epoch
	 */
	public long furthestEdge() {
		return this.furthestEdge;
	}

	/** Returns how many events are held, including expired ones not dropped yet. */
	public long held() {
		return this.unnamed.window().totalHeld();
	}

	/** Returns how many of the events held are staged. */
	public int staged() {
		return this.unnamed.window().totalStaged();
	}

	/** Returns the memory held, in bytes. */
	public long bytes() {
		return this.memory.bytes();
	}

	/** Returns how many series there are, including empty ones not removed yet. */
	public int size() {
		return (this.named != null) ? this.named.size() : 0;
	}

	/**
	 * Returns how many of the names are not names of existing series.
	 * @param names distinct names of series
	 * @return the number, 0 or more
	 */
	public int countNew(Collection<String> names) {
		int count = 0;
		for (String name : names) {
			count += (this.named != null && this.named.get(name) != null) ? 0 : 1;
		}
		return count;
	}

	/** Returns how many series have begun since the start of the process. */
	public long begun() {
		return (this.named != null) ? this.named.begun() : 0;
	}

	/** Returns the oldest timestamp held; requires {@link #removeExpired} first. */
	public long oldest() {
		long oldest = this.unnamed.window().oldest();
		return (this.named != null) ? Math.min(oldest, this.named.oldest()) : oldest;
	}

	/** Returns the newest timestamp held, or {@link Long#MIN_VALUE}. */
	public long newest() {
		long newest = this.unnamed.window().newest();
		return (this.named != null) ? Math.max(newest, this.named.newest()) : newest;
	}

	/** Removes all events before the edge. */
	public void removeExpired() {
		this.unnamed.window().removeExpired();
		if (this.named != null) {
			this.named.removeExpired(edge());
		}
	}

	/** Removes all series whose events have all expired. */
	public void removeEmptied() {
		if (this.named != null) {
			this.named.advanceTo(edge(), Integer.MAX_VALUE);
		}
	}

	/** Removes all events. */
	public void clear() {
		this.unnamed.window().clear();
		if (this.named != null) {
			this.named.clear();
		}
	}

	/** Computes the memory of the series without their windows: O(series). */
	public long countBytes() {
		return (this.named != null) ? this.named.countBytes() : 0;
	}

	private SeriesWindow getOrCreate(String name) {
		NamedWindows windows = this.named;
		if (windows == null) {
			windows = new NamedWindows(this.memory);
			this.named = windows;
		}
		SeriesWindow held = windows.get(name);
		return advanced((held != null) ? held : windows.create(name, this.unnamed.window().sibling()));
	}

	/** Moves a series to the edge, and returns it. */
	private SeriesWindow advanced(SeriesWindow series) {
		series.advanceTo(edge());
		return series;
	}

}
