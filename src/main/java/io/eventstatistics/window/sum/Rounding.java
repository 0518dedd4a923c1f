package io.eventstatistics.window.sum;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Rounds exact numbers once, to doubles or decimals.
 */
final class Rounding {

	/** Enough bits to round to a double, one of them sticky. */
	private static final int BITS = 62;

	/** Enough digits to distinguish any two doubles. */
	private static final MathContext DIGITS = new MathContext(17);

	private Rounding() {
	}

	/**
	 * Rounds {@code significand * 2^exponent} to a double. The significand has at least
	 * 56 bits; the lowest bit is sticky.
	 */
	static double round(long significand, int exponent) {
		int leadingExponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(significand) + exponent;
		if (leadingExponent >= Double.MIN_EXPONENT) {
			return Math.scalb((double) significand, exponent);
		}
		int excess = DoubleBits.MIN_EXPONENT - exponent;
		if (excess >= Long.SIZE) {
			return 0.0;
		}
		long half = 1L << (excess - 1);
		long rest = significand & (half | half - 1);
		long units = significand >>> excess;
		boolean up = rest > half || (rest == half && (units & 1) != 0);
		return Double.longBitsToDouble(up ? units + 1 : units);
	}

	/**
	 * Rounds {@code numerator / denominator * 2^exponent} to the nearest double, ties to
	 * even.
	 * @param numerator zero or more
	 * @param denominator above zero
	 */
	static double quotient(BigInteger numerator, BigInteger denominator, int exponent) {
		if (numerator.signum() == 0) {
			return 0.0;
		}
		int shift = BITS + denominator.bitLength() - numerator.bitLength();
		BigInteger[] scaled = divide(numerator, denominator, shift);
		return round(scaled[0].longValue() | sticky(scaled[1]), exponent - shift);
	}

	/**
	 * Rounds the square root of {@code numerator / denominator}, times
	 * {@code 2^exponent}, to the nearest double, ties to even.
	 * @param numerator zero or more
	 * @param denominator above zero
	 */
	static double root(BigInteger numerator, BigInteger denominator, int exponent) {
		if (numerator.signum() == 0) {
			return 0.0;
		}
		int shift = Math.floorDiv(2 * BITS + denominator.bitLength() - numerator.bitLength(), 2);
		BigInteger[] scaled = divide(numerator, denominator, 2 * shift);
		BigInteger[] root = scaled[0].sqrtAndRemainder();
		return round(root[0].longValue() | sticky(scaled[1]) | sticky(root[1]), exponent - shift);
	}

	/**
	 * Rounds {@code numerator / denominator * 2^exponent} to 17 digits.
	 * @param denominator above zero
	 * @param exponent below zero
	 */
	static BigDecimal decimal(BigInteger numerator, BigInteger denominator, int exponent) {
		return new BigDecimal(numerator).divide(new BigDecimal(denominator.shiftLeft(-exponent)), DIGITS);
	}

	/** Returns {@code numerator * 2^shift / denominator} and its remainder. */
	private static BigInteger[] divide(BigInteger numerator, BigInteger denominator, int shift) {
		return numerator.shiftLeft(Math.max(0, shift)).divideAndRemainder(denominator.shiftLeft(Math.max(0, -shift)));
	}

	private static long sticky(BigInteger remainder) {
		return remainder.signum();
	}

}
