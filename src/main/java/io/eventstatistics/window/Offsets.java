package io.eventstatistics.window;

/**
 * Timestamps as four-byte offsets from a base: {@code base + offset * unit}. The unit is
 * a nanosecond, for a span of four seconds, or a coarser unit that divides all
 * differences: most clients send microseconds or milliseconds. O(1) a timestamp.
 */
final class Offsets {

	/** The index of the finest unit, a nanosecond. */
	static final int NANOSECOND = 0;

	/** The index of the coarsest unit. */
	static final int COARSEST = 3;

	/** How many units the offsets span. */
	static final long MAX_SPAN = 0xffff_ffffL;

	/** Each unit is a multiple of the previous one. */
	private static final int[] NANOS = { 1, 100, 1_000, 1_000_000 };

	private Offsets() {
	}

	/** Returns the length of a unit in nanoseconds. */
	static int nanos(int unit) {
		return NANOS[unit];
	}

	/** Returns the coarsest unit, up to a given one, that divides a difference. */
	static int common(int unit, long difference) {
		int result = unit;
		while (result > NANOSECOND && difference != quotient(difference, result) * NANOS[result]) {
			result--;
		}
		return result;
	}

	/** Returns whether all timestamps have exact four-byte offsets. */
	static boolean fit(long[] timestamps, int from, int to, long base, int unit) {
		long misfit = 0;
		if (unit == NANOSECOND) {
			for (int i = from; i < to; i++) {
				long offset = timestamps[i] - base;
				misfit |= offset ^ (int) offset;
			}
			return misfit == 0;
		}
		for (int i = from; i < to; i++) {
			long difference = timestamps[i] - base;
			long offset = quotient(difference, unit);
			misfit |= (offset ^ (int) offset) | (difference - offset * NANOS[unit]);
		}
		return misfit == 0;
	}

	/** Writes the offsets of timestamps to an array, from an index on; they must fit. */
	static void encode(long[] timestamps, int from, int count, long base, int unit, int[] target, int index) {
		if (unit == NANOSECOND) {
			for (int i = 0; i < count; i++) {
				target[index + i] = (int) (timestamps[from + i] - base);
			}
			return;
		}
		for (int i = 0; i < count; i++) {
			target[index + i] = (int) quotient(timestamps[from + i] - base, unit);
		}
	}

	/** Writes the timestamps of the first offsets to an array, from an index on. */
	static void decode(int[] offsets, int count, long base, int unit, long[] target, int index) {
		if (unit == NANOSECOND) {
			for (int i = 0; i < count; i++) {
				target[index + i] = base + offsets[i];
			}
			return;
		}
		for (int i = 0; i < count; i++) {
			target[index + i] = base + (long) offsets[i] * NANOS[unit];
		}
	}

	/** Divides by a constant, which compiles to a multiplication. */
	private static long quotient(long difference, int unit) {
		return switch (unit) {
			case 1 -> difference / 100;
			case 2 -> difference / 1_000;
			default -> difference / 1_000_000;
		};
	}

}
