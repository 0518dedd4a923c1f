package io.eventstatistics.window.sum;

/**
 * Divides a number of many digits by a long. Each step processes as many bits of the
 * dividend as the divisor leaves room for, until the quotient has enough bits to round
 * once. The remainder only sets the sticky bit. O(digits).
 */
final class LongDivision {

	/** The number of bits of a digit. */
	static final int DIGIT_BITS = 32;

	/** Two bits more than a double holds: one decides the rounding, one is sticky. */
	private static final long ENOUGH_QUOTIENT = 1L << (DoubleBits.FRACTION_BITS + 3);

	private LongDivision() {
	}

	/**
	 * Divides a number.
	 * @param dividend the digits, lowest first, each from 0 to 2<sup>32</sup> - 1; the
	 * last digit is 0
	 * @param divisor from 1 to 2<sup>62</sup>
	 * @param exponent the power of two of the dividend's lowest bit
	 * @return the double nearest to the quotient, ties to even
	 */
	static double divide(long[] dividend, long divisor, int exponent) {
		int position = bitLength(dividend);
		if (position == 0) {
			return 0.0;
		}
		int maxStep = Math.min(DIGIT_BITS - 1, Long.numberOfLeadingZeros(divisor));
		long quotient = 0;
		long remainder = 0;
		while (quotient < ENOUGH_QUOTIENT) {
			int step = Math.min(maxStep, Long.numberOfLeadingZeros(quotient) - 1);
			position -= step;
			long part = remainder << step | bits(dividend, position, step);
			long digit = Long.divideUnsigned(part, divisor);
			quotient = quotient << step | digit;
			remainder = part - digit * divisor;
		}
		if (remainder != 0 || anyBitBelow(dividend, position)) {
			quotient |= 1;
		}
		return Rounding.round(quotient, position + exponent);
	}

	private static int bitLength(long[] digits) {
		int top = digits.length - 1;
		while (top >= 0 && digits[top] == 0) {
			top--;
		}
		return (top < 0) ? 0 : (top + 1) * DIGIT_BITS - (Long.numberOfLeadingZeros(digits[top]) - DIGIT_BITS);
	}

	/** Returns some bits from a position upwards; bits below position 0 are 0. */
	private static long bits(long[] digits, int position, int count) {
		long mask = (1L << count) - 1;
		if (position < 0) {
			return (position <= -DIGIT_BITS) ? 0 : (digits[0] << -position) & mask;
		}
		int index = position / DIGIT_BITS;
		int shift = position % DIGIT_BITS;
		long above = digits[index + 1] << (DIGIT_BITS - shift);
		return (digits[index] >>> shift | above) & mask;
	}

	private static boolean anyBitBelow(long[] digits, int position) {
		for (int i = 0; i * DIGIT_BITS < position; i++) {
			int bitsBelow = Math.min(DIGIT_BITS, position - i * DIGIT_BITS);
			if ((digits[i] & ((1L << bitsBelow) - 1)) != 0) {
				return true;
			}
		}
		return false;
	}

}
