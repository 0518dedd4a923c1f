package io.eventstatistics.window.sum;

/**
 * Sums significands by sign and exponent, one addition a value: the large
 * superaccumulator of Neal, "Fast exact summation using small and large
 * superaccumulators" (2015). Working memory of 34 KiB, for one sum at a time. Not
 * thread-safe.
 */
public final class ExponentSums {

	/** From this length on, this class adds a run faster than value by value. */
	public static final int LONG_RUN = 64;

	/** The memory of an instance. */
	public static final int BYTES = 35_000;

	/** The sum of this many significands of 53 bits has at most 63 bits. */
	private static final int MAX_VALUES = 1024;

	private final long[] sums = new long[2 * (DoubleBits.EXPONENT_MASK + 1)];

	private final short[] used = new short[MAX_VALUES];

	private int usedCount;

	/**
	 * Adds a run of values to a sum: the same as adding each.
	 * @param target the sum
	 * @param values finite numbers
	 * @param from the index of the first value
	 * @param to the index after the last value
	 * @throws ArithmeticException if a value is infinite or NaN; some of the other values
	 * are then added
	 */
	public void addTo(ExactSum target, double[] values, int from, int to) {
		for (int i = from; i < to; i += MAX_VALUES) {
			add(values, i, Math.min(to, i + MAX_VALUES));
			moveTo(target);
		}
	}

	private void add(double[] values, int from, int to) {
		int count = 0;
		for (int i = from; i < to; i++) {
			long bits = Double.doubleToRawLongBits(values[i]);
			int lane = (int) (bits >>> DoubleBits.FRACTION_BITS);
			long significand = bits & DoubleBits.FRACTION_MASK;
			if ((lane & DoubleBits.EXPONENT_MASK) != 0) {
				significand |= DoubleBits.FRACTION_MASK + 1;
			}
			if (this.sums[lane] == 0) {
				this.used[count++] = (short) lane;
			}
			this.sums[lane] += significand;
		}
		this.usedCount = count;
	}

	private void moveTo(ExactSum target) {
		try {
			for (int i = 0; i < this.usedCount; i++) {
				int lane = this.used[i];
				long sum = this.sums[lane];
				// a lane whose first values were 0 is listed again
				this.sums[lane] = 0;
				target.addAt(DoubleBits.place(lane & DoubleBits.EXPONENT_MASK), sum,
						-(lane >> DoubleBits.EXPONENT_BITS));
			}
		}
		finally {
			for (int i = 0; i < this.usedCount; i++) {
				this.sums[this.used[i]] = 0;
			}
		}
	}

}
