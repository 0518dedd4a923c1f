package io.eventstatistics.window;

import java.util.Arrays;

/**
 * Chooses where a slot ends: at the roundest possible moment, because queries cut the
 * window at round moments. A history in steps of seconds or minutes then merges whole
 * slots. O(1).
 */
final class SplitPoint {

	/** Stands for an end that is not chosen yet. */
	static final long NONE = Long.MAX_VALUE;

	private static final long SECOND = 1_000_000_000;

	/** A day, hours, minutes and seconds, and fractions of a second that divide it. */
	private static final long[] UNITS = { 86_400 * SECOND, 21_600 * SECOND, 3_600 * SECOND, 1_800 * SECOND,
			600 * SECOND, 300 * SECOND, 60 * SECOND, 30 * SECOND, 10 * SECOND, 5 * SECOND, 2 * SECOND, SECOND,
			500_000_000, 200_000_000, 100_000_000, 50_000_000, 20_000_000, 10_000_000, 5_000_000, 2_000_000, 1_000_000,
			500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2,
			1 };

	private static final int SAMPLES = 64;

	private SplitPoint() {
	}

	/**
	 * Returns the roundest moment after a start and up to an end; of equally round
	 * moments, the last one.
	 */
	static long roundest(long after, long last) {
		for (long unit : UNITS) {
			long moment = last - Math.floorMod(last, unit);
			if (moment > after) {
				return moment;
			}
		}
		return last;
	}

	/**
	 * Returns a moment with about a quarter of the events or more on either side, unless
	 * many have the same timestamp.
	 * @param sample timestamps, at least one; sorted by this method. Not all events have
	 * the same timestamp
	 * @param least the least timestamp of all events
	 * @return a moment after the least timestamp, at or before the greatest
	 */
	static long between(long[] sample, long least) {
		Arrays.sort(sample);
		long lower = sample[sample.length / 4];
		long upper = sample[sample.length - 1 - sample.length / 4];
		if (lower < upper) {
			return roundest(lower, upper);
		}
		return (least < lower) ? lower : lower + 1;
	}

	/** Returns how many timestamps to sample from a number of events. */
	static int samples(int events) {
		return Math.min(events, SAMPLES);
	}

	/**
	 * Chooses the end of a slot before it is full: the fuller the slot, the less round
	 * the end may be.
	 * @param size how many events the slot holds, at least 2
	 * @param maxSize how many events the slot may hold
	 * @param first the least timestamp
	 * @param last the greatest timestamp
	 * @return a moment after the last timestamp, or {@link #NONE}
	 */
	static long closing(int size, int maxSize, long first, long last) {
		if (first == last) {
			return NONE;
		}
		double fullSpan = (double) (last - first) * maxSize / size;
		double fill = (double) size / maxSize;
		double least = (fill >= 0.5) ? fullSpan / 5 : (fill >= 0.25) ? 2 * fullSpan : 25 * fullSpan;
		for (int i = UNITS.length - 1; i >= 0; i--) {
			if (UNITS[i] >= least) {
				return last - Math.floorMod(last, UNITS[i]) + UNITS[i];
			}
		}
		return NONE;
	}

}
