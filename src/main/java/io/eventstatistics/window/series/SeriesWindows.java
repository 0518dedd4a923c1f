package io.eventstatistics.window.series;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The window of the events without a name, and beside it one for each series. A series
 * comes with its first event and goes with its last. Recording in a series costs no more
 * among ten thousand than among ten. About 2 KB a series of 60 events.
 * <p>
 * Recording is all or nothing: {@link #reserve} may fail and then changes no figure,
 * {@link #add} allocates nothing and cannot fail. Not thread-safe.
 */
public final class SeriesWindows {

	/** Visits of one call, so that a long idle time is not paid for by one call. */
	private static final int MAX_VISITS = 256;

	private final SeriesWindow unnamed;

	private final MemoryMeter memory;

	/** Null until the first series begins. */
	private @Nullable NamedWindows named;

	/**
	 * Creates windows around one.
	 * @param unnamed of the events without a name, empty
	 * @param memory counts its bytes, and all others
	 */
	public SeriesWindows(SlidingWindow unnamed, MemoryMeter memory) {
		this.unnamed = new SeriesWindow(null, unnamed);
		this.memory = memory;
	}

	/**
	 * Moves the edge. Events that lie before it leave; they stay away if it moves back.
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
	}

	/**
	 * Makes room for events, so that adding them next cannot fail. Series that are not
	 * held begin without events: {@link #add} or {@link #cancel} must follow.
	 * @param runs the events, all at or after the edge
	 * @throws OutOfMemoryError if there is not enough memory; no figure has changed
	 */
	public void reserve(List<SeriesRun> runs) {
		for (int i = 0; i < runs.size(); i++) {
			SeriesRun run = runs.get(i);
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
		for (int i = 0; i < runs.size(); i++) {
			SeriesRun run = runs.get(i);
			if (run.series() == null) {
				this.unnamed.window().add(run.run(), inOrder);
			}
			else {
				NamedWindows reserved = Objects.requireNonNull(this.named, "there is no room");
				SeriesWindow series = Objects.requireNonNull(reserved.get(run.series()), "there is no room");
				reserved.add(series, run.run(), inOrder);
			}
		}
	}

	/**
	 * Ends the series that have begun without events, where events are not added. Needs
	 * no memory.
	 * @param runs for which room was to be made
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
	 * @param name of the series
	 * @return the window, or null where the series has no events
	 */
	public @Nullable SeriesWindow get(String name) {
		SeriesWindow series = (this.named != null) ? this.named.get(name) : null;
		return (series != null) ? current(series) : null;
	}

	/**
	 * Visits the windows of all series, not that of the events without a name.
	 * @param visitor which adds and removes no series
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
		return this.memory.bytes();
	}

	/** Returns how many series there are, emptied ones that were not visited yet too. */
	public int size() {
		return (this.named != null) ? this.named.size() : 0;
	}

	/**
	 * Returns how many names are not those of series that are held.
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

	/** Returns how many series have begun since the start. */
	public long begun() {
		return (this.named != null) ? this.named.begun() : 0;
	}

	/** Returns the oldest timestamp held, once {@link #removeExpired} was called. */
	public long oldest() {
		long oldest = this.unnamed.window().oldest();
		return (this.named != null) ? Math.min(oldest, this.named.oldest()) : oldest;
	}

	/** Returns the newest timestamp held, or else the least number. */
	public long newest() {
		long newest = this.unnamed.window().newest();
		return (this.named != null) ? Math.max(newest, this.named.newest()) : newest;
	}

	/** Removes all events that lie before the edge. */
	public void removeExpired() {
		this.unnamed.window().removeExpired();
		if (this.named != null) {
			this.named.removeExpired(edge());
		}
	}

	/** Removes all series whose last event lies before the edge. */
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

	/** Returns the memory of all but the windows, by a walk: O(series). */
	public long countBytes() {
		return (this.named != null) ? this.named.countBytes() : 0;
	}

	private SeriesWindow heldOrBegun(String name) {
		NamedWindows windows = this.named;
		if (windows == null) {
			windows = new NamedWindows(this.memory);
			this.named = windows;
		}
		SeriesWindow held = windows.get(name);
		return current((held != null) ? held : windows.begin(name, this.unnamed.window().sibling()));
	}

	/** Brings a series up to the edge. */
	private SeriesWindow current(SeriesWindow series) {
		series.advanceTo(edge());
		return series;
	}

}
