package io.eventstatistics.window;

/**
 * Timestamps as four-byte offsets from a base: {@code base + offset * unit}. The unit is
 * a nanosecond, which spans four seconds, or a coarser one of which all timestamps are
 * whole multiples apart: most clients send microseconds or milliseconds. O(1) each.
 */
final class Offsets {

	/** The index of the finest unit, a nanosecond. */
	static final int NANOSECOND = 0;

	/** The index of the coarsest unit. */
	static final int COARSEST = 3;

	/** Each is a multiple of the one before it. */
	private static final int[] NANOS = { 1, 100, 1_000, 1_000_000 };

	private Offsets() {
	}

	/** Returns the length of a unit in nanoseconds. */
	static int nanos(int unit) {
		return NANOS[unit];
	}

	/** Returns the coarsest unit up to one of which a difference is a whole multiple. */
	static int common(int unit, long difference) {
		int result = unit;
		while (result > NANOSECOND && difference % NANOS[result] != 0) {
			result--;
		}
		return result;
	}

	/** Returns whether timestamps have an exact offset. */
	static boolean fit(long[] timestamps, int from, int to, long base, int unit) {
		long nanos = NANOS[unit];
		long misfit = 0;
		for (int i = from; i < to; i++) {
			long difference = timestamps[i] - base;
			long offset = (unit == NANOSECOND) ? difference : difference / nanos;
			misfit |= (offset ^ (int) offset) | (difference - offset * nanos);
		}
		return misfit == 0;
	}

	/** Writes the offsets of timestamps that fit into an array from an index on. */
	static void encode(long[] timestamps, int from, int count, long base, int unit, int[] target, int index) {
		long nanos = NANOS[unit];
		for (int i = 0; i < count; i++) {
			long difference = timestamps[from + i] - base;
			target[index + i] = (int) ((unit == NANOSECOND) ? difference : difference / nanos);
		}
	}

	/** Writes the timestamps of the first offsets into an array from an index on. */
	static void decode(int[] offsets, int count, long base, int unit, long[] target, int index) {
		long nanos = NANOS[unit];
		for (int i = 0; i < count; i++) {
			target[index + i] = base + offsets[i] * nanos;
		}
	}

}
