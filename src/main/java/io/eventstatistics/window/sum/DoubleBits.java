package io.eventstatistics.window.sum;

/**
 * The parts of a double: a 53-bit significand times a power of two.
 */
final class DoubleBits {

	static final int FRACTION_BITS = 52;

	static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;

	static final int EXPONENT_BITS = 11;

	static final int EXPONENT_MASK = (1 << EXPONENT_BITS) - 1;

	/** The power of two of the least subnormal. */
	static final int MIN_EXPONENT = -1074;

	private DoubleBits() {
	}

	/** Returns the stored exponent; 0 for zero and subnormals. */
	static int exponent(long bits) {
		return (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
	}

	/** Returns the significand of a finite number. */
	static long significand(long bits) {
		long fraction = bits & FRACTION_MASK;
		return (exponent(bits) != 0) ? fraction | (FRACTION_MASK + 1) : fraction;
	}

	/**
	 * Returns the position of the lowest bit of the significand, in bits above the least
	 * subnormal.
	 * @param exponent the stored exponent
	 * @throws ArithmeticException if the number is infinite or NaN
	 */
	static int place(int exponent) {
		if (exponent == EXPONENT_MASK) {
			throw new ArithmeticException("only finite values can be added");
		}
		return Math.max(0, exponent - 1);
	}

}
