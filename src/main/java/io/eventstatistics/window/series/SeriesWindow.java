package io.eventstatistics.window.series;

import io.eventstatistics.window.MemoryMeter;
import io.eventstatistics.window.SlidingWindow;
import org.jspecify.annotations.Nullable;

/**
 * The window of one series, or of the events without a name. Not thread-safe.
 */
public final class SeriesWindow {

	/** This object, its map node, and the name without its text. */
	private static final int FIELD_BYTES = 40 + 32 + 24;

	private final @Nullable String name;

	private final SlidingWindow window;

	/** No slot expires at an edge up to this timestamp, as of the last visit. */
	private long nextExpiry = Long.MAX_VALUE;

	/** The index in the queue, or {@link ExpiryQueue#NONE}. */
	int heapIndex = ExpiryQueue.NONE;

	/** Whether expired events are held, in a slot that the edge cuts. */
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
	 * Returns the window.
	 * @return the events of the series
	 */
	public SlidingWindow window() {
		return this.window;
	}

	/** Moves the edge; visits the events only if some may expire. */
	void advanceTo(long edge) {
		if (!this.partlyExpired && this.nextExpiry >= edge && edge >= this.window.edge()) {
			this.window.advanceWithoutDrop(edge);
		}
		else {
			this.window.advanceTo(edge);
		}
	}

	long nextExpiry() {
		return this.nextExpiry;
	}

	void setNextExpiry(long timestamp) {
		this.nextExpiry = timestamp;
	}

	boolean isPartlyExpired() {
		return this.partlyExpired;
	}

	void setPartlyExpired(boolean expired) {
		this.partlyExpired = expired;
	}

	/** Returns the memory of this object and its map entry, without the window. */
	long bytes() {
		return bytes((this.name != null) ? this.name : "");
	}

	static long bytes(String name) {
		return FIELD_BYTES + MemoryMeter.array(name.length(), 1);
	}

}
