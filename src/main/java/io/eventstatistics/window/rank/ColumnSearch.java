package io.eventstatistics.window.rank;

/**
 * Binary search for one value in many sorted columns. Four searches run interleaved and
 * without branches on values, so that their cache misses overlap. Columns tend to be
 * alike: the previous results predict a small window in the next column. The width of the
 * window adapts; checking it costs at most two comparisons. Not thread-safe.
 */
final class ColumnSearch {

	private static final int LANES = 4;

	/** Brackets up to this length need no window. */
	private static final int SHORT = 16;

	private static final int MAX_WIDTH = 1 << 29;

	private final SortedColumn[] columns;

	private final int[] lanes = new int[LANES];

	private final int[] base = new int[LANES];

	private final int[] length = new int[LANES];

	/**
	 * The predicted position in a bracket, as a fraction of the bracket's length.
	 */
	private double fraction = 0.5;

	/** Half the length of the window; at first longer than any bracket. */
	private int width = MAX_WIDTH;

	ColumnSearch(SortedColumn[] columns) {
		this.columns = columns;
	}

	/**
	 * Searches the brackets of some columns.
	 * @param firstColumn the index of the first column
	 * @param endColumn the index after the last column
	 * @param bound the value to search for
	 * @param low the start of each column's bracket
	 * @param high the end of each column's bracket
	 * @param places receives the index of the first value that is not below the bound, or
	 * the bracket's end
	 * @return how many values of the brackets are below the bound
	 */
	long search(int firstColumn, int endColumn, double bound, int[] low, int[] high, int[] places) {
		if (bound == Double.NEGATIVE_INFINITY) {
			System.arraycopy(low, firstColumn, places, firstColumn, endColumn - firstColumn);
			return 0;
		}
		long below = 0;
		int pending = 0;
		for (int i = firstColumn; i < endColumn; i++) {
			places[i] = low[i];
			if (low[i] < high[i]) {
				this.lanes[pending] = i;
				aim(pending++, low[i], high[i], bound);
			}
			if (pending == LANES) {
				search(bound);
				below += report(low, high, places);
				pending = 0;
			}
		}
		while (pending > 0) {
			int i = this.lanes[--pending];
			places[i] = Search.first(this.columns[i].values, low[i], high[i], bound);
			below += places[i] - low[i];
		}
		return below;
	}

	/** Sets a lane to the predicted window, or to the part of the bracket beside it. */
	private void aim(int lane, int low, int high, double bound) {
		int from = low;
		int to = high;
		if (to - from > SHORT) {
			double[] values = this.columns[this.lanes[lane]].values;
			int middle = from + (int) ((to - from) * this.fraction);
			boolean within = true;
			if (middle - low > this.width) {
				int left = middle - this.width;
				within = values[left] < bound;
				from = within ? left : from;
				to = within ? to : left;
			}
			if (to - middle > this.width) {
				int right = middle + this.width;
				within = !(values[right] < bound);
				from = within ? from : right;
				to = within ? right : to;
			}
			this.width = within ? this.width - (this.width >> 4) : Math.min(2 * this.width, MAX_WIDTH);
		}
		this.base[lane] = from;
		this.length[lane] = to - from;
	}

	private void search(double bound) {
		search(this.columns[this.lanes[0]].values, this.columns[this.lanes[1]].values,
				this.columns[this.lanes[2]].values, this.columns[this.lanes[3]].values, bound);
	}

	private void search(double[] values0, double[] values1, double[] values2, double[] values3, double bound) {
		int n0 = this.length[0];
		int n1 = this.length[1];
		int n2 = this.length[2];
		int n3 = this.length[3];
		int base0 = this.base[0];
		int base1 = this.base[1];
		int base2 = this.base[2];
		int base3 = this.base[3];
		int steps = Integer.SIZE - Integer.numberOfLeadingZeros((n0 - 1) | (n1 - 1) | (n2 - 1) | (n3 - 1));
		for (; steps > 0; steps--) {
			base0 += (n0 >>> 1) & Search.below(values0[base0 + (n0 >>> 1)], bound);
			base1 += (n1 >>> 1) & Search.below(values1[base1 + (n1 >>> 1)], bound);
			base2 += (n2 >>> 1) & Search.below(values2[base2 + (n2 >>> 1)], bound);
			base3 += (n3 >>> 1) & Search.below(values3[base3 + (n3 >>> 1)], bound);
			n0 -= n0 >>> 1;
			n1 -= n1 >>> 1;
			n2 -= n2 >>> 1;
			n3 -= n3 >>> 1;
		}
		this.base[0] = base0 - Search.below(values0[base0], bound);
		this.base[1] = base1 - Search.below(values1[base1], bound);
		this.base[2] = base2 - Search.below(values2[base2], bound);
		this.base[3] = base3 - Search.below(values3[base3], bound);
	}

	private long report(int[] low, int[] high, int[] places) {
		long below = 0;
		for (int lane = 0; lane < LANES; lane++) {
			int i = this.lanes[lane];
			places[i] = this.base[lane];
			below += places[i] - low[i];
		}
		int last = this.lanes[LANES - 1];
		double place = (double) (places[last] - low[last]) / (high[last] - low[last]);
		this.fraction += (place - this.fraction) / 8;
		return below;
	}

}
