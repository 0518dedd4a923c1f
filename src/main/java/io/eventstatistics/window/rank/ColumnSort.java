package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.Objects;

/**
 * Sorts values in place, and their offsets in the same order. A stable radix sort of at
 * most eight passes, which skips passes whose byte is the same in all values; short
 * ranges are sorted by insertion. Keeps buffers for the longest range so far: 24 bytes an
 * event. Not thread-safe.
 */
public final class ColumnSort {

	/** Ranges up to this length are sorted by insertion. */
	private static final int SHORT = 40;

	private static final int BYTES = Long.BYTES;

	private static final int DIGITS = 1 << Byte.SIZE;

	private final int[] ends = new int[BYTES * DIGITS];

	private long[] keys = {};

	private long[] otherKeys = {};

	private int[] otherOffsets = {};

	private int[] moreOffsets = {};

	/**
	 * Sorts a range.
	 * @param values finite values without -0.0
	 * @param offsets the offset of each value
	 * @param from the first index
	 * @param to the index after the last
	 * @throws IndexOutOfBoundsException if the range is not within both arrays
	 */
	public void sort(double[] values, int[] offsets, int from, int to) {
		Objects.checkFromToIndex(from, to, Math.min(values.length, offsets.length));
		if (to - from <= SHORT) {
			insert(values, offsets, from, from, to);
		}
		else {
			radixSort(values, offsets, from, to - from);
		}
	}

	/**
	 * Sorts a range whose first part is sorted. Costs a sort of the tail, and a move of
	 * the values above the smallest value of the tail.
	 * @param values finite values without -0.0
	 * @param offsets the offset of each value
	 * @param from the first index
	 * @param tail the index of the first value of the unsorted tail
	 * @param to the index after the last
	 * @throws IndexOutOfBoundsException if the range is not within both arrays
	 */
	public void sortTail(double[] values, int[] offsets, int from, int tail, int to) {
		Objects.checkFromToIndex(from, tail, to);
		sort(values, offsets, tail, to);
		double[] tailValues = Arrays.copyOfRange(values, tail, to);
		int[] tailOffsets = Arrays.copyOfRange(offsets, tail, to);
		int sorted = tail - 1;
		int next = to - 1;
		for (int i = tailValues.length - 1; i >= 0; next--) {
			if (sorted >= from && values[sorted] > tailValues[i]) {
				values[next] = values[sorted];
				offsets[next] = offsets[sorted--];
			}
			else {
				values[next] = tailValues[i];
				offsets[next] = tailOffsets[i--];
			}
		}
	}

	private static void insert(double[] values, int[] offsets, int from, int sorted, int to) {
		for (int i = sorted; i < to; i++) {
			double value = values[i];
			int offset = offsets[i];
			int place = i;
			while (place > from && values[place - 1] > value) {
				values[place] = values[place - 1];
				offsets[place] = offsets[place - 1];
				place--;
			}
			values[place] = value;
			offsets[place] = offset;
		}
	}

	private void radixSort(double[] values, int[] offsets, int from, int length) {
		ensureLength(length);
		count(values, from, length);
		System.arraycopy(offsets, from, this.otherOffsets, 0, length);
		for (int digit = 0; digit < BYTES; digit++) {
			int first = (int) (this.keys[0] >>> (digit * Byte.SIZE)) & (DIGITS - 1);
			if (this.ends[digit * DIGITS + first] < length) {
				scatter(digit, length);
			}
		}
		for (int i = 0; i < length; i++) {
			values[from + i] = value(this.keys[i]);
		}
		System.arraycopy(this.otherOffsets, 0, offsets, from, length);
	}

	/**
	 * Converts the values to keys, and counts the keys by each of their bytes.
	 */
	private void count(double[] values, int from, int length) {
		Arrays.fill(this.ends, 0);
		for (int i = 0; i < length; i++) {
			long key = key(values[from + i]);
			this.keys[i] = key;
			for (int digit = 0; digit < BYTES; digit++) {
				this.ends[digit * DIGITS + ((int) (key >>> (digit * Byte.SIZE)) & (DIGITS - 1))]++;
			}
		}
	}

	/** Sorts keys and offsets by one byte. */
	private void scatter(int digit, int length) {
		int[] places = this.ends;
		int base = digit * DIGITS;
		int start = 0;
		for (int i = base; i < base + DIGITS; i++) {
			int count = places[i];
			places[i] = start;
			start += count;
		}
		int shift = digit * Byte.SIZE;
		for (int i = 0; i < length; i++) {
			long key = this.keys[i];
			int place = places[base + ((int) (key >>> shift) & (DIGITS - 1))]++;
			this.otherKeys[place] = key;
			this.moreOffsets[place] = this.otherOffsets[i];
		}
		swap();
	}

	private void swap() {
		long[] sortedKeys = this.otherKeys;
		this.otherKeys = this.keys;
		this.keys = sortedKeys;
		int[] sortedOffsets = this.moreOffsets;
		this.moreOffsets = this.otherOffsets;
		this.otherOffsets = sortedOffsets;
	}

	private void ensureLength(int length) {
		if (this.keys.length < length) {
			this.keys = new long[length];
			this.otherKeys = new long[length];
			this.otherOffsets = new int[length];
			this.moreOffsets = new int[length];
		}
	}

	/** Returns a key whose unsigned order is that of the values. */
	private static long key(double value) {
		long bits = Double.doubleToRawLongBits(value);
		return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
	}

	private static double value(long key) {
		return Double.longBitsToDouble(key ^ ((~key >> (Long.SIZE - 1)) | Long.MIN_VALUE));
	}

}
