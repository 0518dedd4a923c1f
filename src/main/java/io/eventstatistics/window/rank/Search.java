package io.eventstatistics.window.rank;

/**
 * Binary search without branches on values: a processor cannot predict such branches, and
 * without them the searches of several columns overlap.
 */
final class Search {

	private Search() {
	}

	/**
	 * Returns -1 if the value is below the bound, else 0. The sign of the difference of
	 * two doubles is exact: it is zero only if they are equal.
	 */
	static int below(double value, double bound) {
		return (int) (Double.doubleToRawLongBits(value - bound) >> (Long.SIZE - 1));
	}

	/**
	 * Returns the first index of an ascending range whose value is not below the bound.
	 * @return {@code from} to {@code to}
	 */
	static int first(double[] values, int from, int to, double bound) {
		int index = from;
		int length = to - from;
		while (length > 0) {
			int half = (length + 1) >>> 1;
			index += half & below(values[index + half - 1], bound);
			length -= half;
		}
		return index;
	}

}
