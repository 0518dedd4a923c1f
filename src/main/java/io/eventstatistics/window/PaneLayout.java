package io.eventstatistics.window;

import java.util.concurrent.TimeUnit;

/**
 * How time is cut: into panes of sixty slots each, aligned to the epoch. For a window of
 * an hour a pane is a minute and a slot a second.
 *
 * @param slotNanos the length of a slot in nanoseconds
 */
public record PaneLayout(long slotNanos) {

	/** Slots in a pane. */
	static final int SLOTS = 60;

	/** Panes over which a window is spread at least. */
	private static final int PANES = 60;

	/**
	 * Panes at most, where events may lie far ahead of the clock: they bound the cost of
	 * a query.
	 */
	private static final int MAX_PANES = 128;

	/** Lengths below ten that divide ten. */
	private static final int[] STEPS = { 1, 2, 5 };

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	/**
	 * Returns the layout for a window, a slot being a 3,600th of it, rounded up to a
	 * length that divides a second or is a whole number of them.
	 * @param windowNanos the window's length in nanoseconds, above 0
	 * @param aheadNanos how far ahead of the clock events may lie, in nanoseconds
	 * @return the layout
	 */
	public static PaneLayout of(long windowNanos, long aheadNanos) {
		long slot = Math.max(windowNanos / (PANES * SLOTS), (windowNanos + aheadNanos) / (MAX_PANES * SLOTS));
		return new PaneLayout(roundUp(Math.max(1, slot)));
	}

	private static long roundUp(long nanos) {
		if (nanos > SECOND) {
			return -Math.floorDiv(-nanos, SECOND) * SECOND;
		}
		long decade = 1;
		while (10 * decade < nanos) {
			decade *= 10;
		}
		for (int step : STEPS) {
			if (nanos <= step * decade) {
				return step * decade;
			}
		}
		return 10 * decade;
	}

	/**
	 * Returns the length of a pane.
	 * @return the length in nanoseconds
	 */
	public long paneNanos() {
		return SLOTS * this.slotNanos;
	}

}
