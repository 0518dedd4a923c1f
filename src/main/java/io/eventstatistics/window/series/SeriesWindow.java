package io.eventstatistics.window.series;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The window of the events of one series, or of those without a name. Not thread-safe.
 */
public final class SeriesWindow {

	/** With the deque's reference, a node of the map and the name without its text. */
	private static final int FIELD_BYTES = 40 + 32 + 24;

	private final @Nullable String name;

	private final SlidingWindow window;

	/** When the edge takes something from this window, as of the last visit. */
	private long nextLoss = Long.MAX_VALUE;

	/** The place in the queue, or {@link ExpiryQueue#NONE}. */
	int place = ExpiryQueue.NONE;

	/** Whether events before the edge are held, in a slot that the edge cuts. */
	private boolean partlyExpired;

	SeriesWindow(@Nullable String name, SlidingWindow window) {
		this.name = name;
		this.window = window;
	}

	/**
	 * Returns the name of the series.
	 * @return the name, or null for the events without one
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * Returns the events.
	 * @return the window
	 */
	public SlidingWindow window() {
		return this.window;
	}

	/** Moves the edge; the events are not touched where none is lost. */
	void advanceTo(long edge) {
		if (!this.partlyExpired && this.nextLoss >= edge && edge >= this.window.edge()) {
			this.window.advanceWithoutDrop(edge);
		}
		else {
			this.window.advanceTo(edge);
		}
	}

	long nextLoss() {
		return this.nextLoss;
	}

	void setNextLoss(long moment) {
		this.nextLoss = moment;
	}

	boolean isPartlyExpired() {
		return this.partlyExpired;
	}

	void setPartlyExpired(boolean expired) {
		this.partlyExpired = expired;
	}

	/** Returns the memory of this object and its place in the map, without the window. */
	long bytes() {
		return bytes((this.name != null) ? this.name : "");
	}

	static long bytes(String name) {
		return FIELD_BYTES + MemoryMeter.array(name.length(), 1);
	}

}
