package io.eventstatistics.window.rank;

import java.util.Arrays;

/**
 * Moves the values of some ranks to their sorted indexes: quickselect with a branch-free
 * partition. O(values) for a few ranks, and at worst the time of a sort, because a range
 * that was split too often is sorted.
 */
final class QuickSelect {

	/** Ranges up to this length are sorted. */
	private static final int SMALL = 24;

	/** Ranges from this length use the median of nine as the pivot. */
	private static final int LARGE = 256;

	private final double[] values;

	private final int[] ranks;

	private QuickSelect(double[] values, int[] ranks) {
		this.values = values;
		this.ranks = ranks;
	}

	/**
	 * Reorders the first {@code length} values so that the values at the ranks are those
	 * that a sort would put there.
	 * @param ranks indexes below {@code length}, ascending; repeated ones are allowed
	 */
	static void select(double[] values, int length, int... ranks) {
		int splits = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(length));
		new QuickSelect(values, ranks).select(0, length, 0, ranks.length, splits);
	}

	/** Places {@code ranks[firstRank]} to {@code ranks[endRank - 1]}. */
	private void select(int start, int end, int firstRank, int endRank, int maxSplits) {
		int from = start;
		int next = firstRank;
		int splits = maxSplits;
		while (next < endRank && end - from > SMALL && splits > 0) {
			splits--;
			double pivot = pivot(from, end);
			int split = partition(from, end, pivot);
			boolean smallest = split == from;
			if (smallest) {
				split = partition(from, end, Math.nextUp(pivot));
			}
			int nextAbove = skip(next, endRank, split);
			if (!smallest && nextAbove > next) {
				select(from, split, next, nextAbove, splits);
			}
			next = nextAbove;
			from = split;
		}
		if (next < endRank) {
			Arrays.sort(this.values, from, end);
		}
	}

	/** Returns the position of the first of some ranks that is not below an index. */
	private int skip(int firstRank, int endRank, int index) {
		int next = firstRank;
		while (next < endRank && this.ranks[next] < index) {
			next++;
		}
		return next;
	}

	/** Moves the values below the bound to the front; returns where the others begin. */
	private int partition(int from, int to, double bound) {
		double[] all = this.values;
		int split = from;
		for (int i = from; i < to; i++) {
			double value = all[i];
			all[i] = all[split];
			all[split] = value;
			split -= Search.below(value, bound);
		}
		return split;
	}

	private double pivot(int from, int to) {
		int middle = (from + to) >>> 1;
		if (to - from < LARGE) {
			return median(this.values[from], this.values[middle], this.values[to - 1]);
		}
		int step = (to - from) >>> 3;
		return median(medianAround(from + step, step), medianAround(middle, step), medianAround(to - 1 - step, step));
	}

	private double medianAround(int index, int step) {
		return median(this.values[index - step], this.values[index], this.values[index + step]);
	}

	private static double median(double a, double b, double c) {
		return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
	}

}
