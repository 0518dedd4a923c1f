package io.eventstatistics.window.sum;

import java.math.BigInteger;

/**
 * An exact sum of the squares of doubles, which together with the sum of the same doubles
 * gives their exact variance. No digit is lost if the values are close to each other and
 * far from zero, and no square overflows. Adding and merging are exact, so they commute
 * and associate to the bit. Adding is O(1). Not thread-safe.
 */
public final class SquareSum {

	/*
	 * The significand of a double has 53 bits. Its square has 106 bits, which are added
	 * as two halves of 53 bits. The unit is the square of the least subnormal, 2^-2148.
	 */

	private static final int HALF_BITS = DoubleBits.FRACTION_BITS + 1;

	private static final long HALF_MASK = (1L << HALF_BITS) - 1;

	private static final int UNIT_EXPONENT = 2 * DoubleBits.MIN_EXPONENT;

	private static final int FIELD_BYTES = 16;

	private final ExactSum squares = new ExactSum();

	/**
	 * Adds the square of a value.
	 * @param value a finite number
	 */
	public void add(double value) {
		long bits = Double.doubleToRawLongBits(value);
		int place = 2 * DoubleBits.place(DoubleBits.exponent(bits));
		long significand = DoubleBits.significand(bits);
		long lower = significand * significand;
		long upper = Math.multiplyHigh(significand, significand);
		this.squares.addAt(place, lower & HALF_MASK, 0);
		this.squares.addAt(place + HALF_BITS, upper << (Long.SIZE - HALF_BITS) | lower >>> HALF_BITS, 0);
	}

	/**
	 * Adds the squares of a run of values.
	 * @param values finite numbers
	 * @param from the index of the first
	 * @param to the index after the last
	 */
	public void add(double[] values, int from, int to) {
		for (int i = from; i < to; i++) {
			add(values[i]);
		}
	}

	/**
	 * Returns the memory of this sum and its fields.
	 * @return the number of bytes, above 0
	 */
	public int bytes() {
		return FIELD_BYTES + this.squares.bytes();
	}

	/**
	 * Adds another sum.
	 * @param other the other sum, which does not change
	 */
	public void add(SquareSum other) {
		this.squares.add(other.squares);
	}

	/**
	 * Adds a sum without rounding, the inverse of {@link #toBigInteger()}.
	 * @param units the sum in units of 2<sup>-2148</sup>
	 */
	public void add(BigInteger units) {
		this.squares.add(units);
	}

	/**
	 * Returns the sum without rounding.
	 * @return the exact sum in units of 2<sup>-2148</sup>
	 */
	public BigInteger toBigInteger() {
		return this.squares.toBigInteger();
	}

	/**
	 * Returns the variance of the population.
	 * @param sum the sum of the same values
	 * @param count the number of values, 1 or more
	 * @return the nearest double; a decimal of 17 digits if that would be subnormal or
	 * infinite
	 */
	public Number variance(ExactSum sum, long count) {
		BigInteger numerator = scaledVariance(sum, count);
		BigInteger denominator = BigInteger.valueOf(count).pow(2);
		double variance = Rounding.quotient(numerator, denominator, UNIT_EXPONENT);
		boolean isNormal = variance >= Double.MIN_NORMAL && variance <= Double.MAX_VALUE;
		return (isNormal || numerator.signum() == 0) ? variance
				: Rounding.decimal(numerator, denominator, UNIT_EXPONENT);
	}

	/**
	 * Returns the standard deviation of the population.
	 * @param sum the sum of the same values
	 * @param count the number of values, 1 or more
	 * @return the nearest double, ties to even
	 */
	public double standardDeviation(ExactSum sum, long count) {
		return Rounding.root(scaledVariance(sum, count), BigInteger.valueOf(count).pow(2), DoubleBits.MIN_EXPONENT);
	}

	/** The variance times the square of the count, in units. */
	private BigInteger scaledVariance(ExactSum sum, long count) {
		return this.squares.toBigInteger().multiply(BigInteger.valueOf(count)).subtract(sum.toBigInteger().pow(2));
	}

}
