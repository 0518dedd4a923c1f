package io.eventstatistics.window.sum;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of doubles without rounding: a superaccumulator. Adding, subtracting and merging
 * are exact for all finite values, subnormals included, so they commute and associate to
 * the bit; only {@link #toDouble()} and {@link #dividedBy(long)} round, once, to nearest
 * even.
 * <p>
 * Holds at least 2<sup>62</sup> values. Adding is O(1), and allocates only if a value
 * extends the range of powers of two. A sum of values of similar magnitude takes about
 * 100 bytes; a sum over the whole range of doubles takes 600. Not thread-safe.
 */
public final class ExactSum {

	/*
	 * After Neal, "Fast exact summation using small and large superaccumulators" (2015).
	 * The sum is a number in radix 2^32 whose digits are longs that may be negative or
	 * far larger than the radix, so that adding needs no carries:
	 *
	 * sum = SIGMA digits[i] * 2^(32 * (base + i) - 1074)
	 *
	 * A double is a 53-bit integer times a power of two. Shifted to the digits' grid it
	 * spans three of them, and adding it is three additions. Unlike Neal's, this sum
	 * stores only the digits in use, and adds three digits instead of two: carries must
	 * be propagated after 2^30 additions, not 2^11.
	 *
	 * Invariant: |digits[i]| <= load * 2^32 and load <= MAX_LOAD, so that two sums merge
	 * digit by digit without overflow.
	 */

	private static final int DIGIT_BITS = LongDivision.DIGIT_BITS;

	private static final long DIGIT_MASK = 0xffff_ffffL;

	private static final long MAX_LOAD = 1L << 30;

	private static final int FIELD_BYTES = 32;

	private static final int ARRAY_HEADER_BYTES = 16;

	private long[] digits = {};

	private int base;

	private long load;

	/**
	 * Adds a value.
	 * @param value a finite number
	 * @throws ArithmeticException if the value is infinite or NaN
	 */
	public void add(double value) {
		long bits = Double.doubleToRawLongBits(value);
		add(bits, bits >> (Long.SIZE - 1));
	}

	/**
	 * Subtracts a value.
	 * @param value a finite number
	 * @throws ArithmeticException if the value is infinite or NaN
	 */
	public void subtract(double value) {
		long bits = Double.doubleToRawLongBits(value);
		add(bits, ~(bits >> (Long.SIZE - 1)));
	}

	/**
	 * Adds another sum.
	 * @param other the other sum, which does not change
	 */
	public void add(ExactSum other) {
		addDigits(other, 0);
	}

	/**
	 * Adds a sum without rounding, the inverse of {@link #toBigInteger()}.
	 * @param units the sum in units of 2<sup>-1074</sup>
	 */
	public void add(BigInteger units) {
		if (units.signum() != 0) {
			long sign = (units.signum() < 0) ? -1 : 0;
			int first = units.getLowestSetBit() / DIGIT_BITS;
			cover(first, units.bitLength() / DIGIT_BITS + 3);
			byte[] bytes = units.abs().toByteArray();
			for (int i = Integer.BYTES * first; i < bytes.length; i++) {
				addAt(Byte.SIZE * i, Byte.toUnsignedLong(bytes[bytes.length - 1 - i]), sign);
			}
		}
	}

	/**
	 * Subtracts another sum.
	 * @param other the other sum, which does not change
	 */
	public void subtract(ExactSum other) {
		addDigits(other, -1);
	}

	/**
	 * Makes room for another sum, so that adding it allocates nothing.
	 * @param other the other sum
	 */
	public void reserve(ExactSum other) {
		if (other.load != 0) {
			if (this.load + other.load > MAX_LOAD) {
				propagate();
			}
			cover(other.base, other.base + other.digits.length);
		}
	}

	/**
	 * Returns how many bytes {@link #reserve(ExactSum)} would allocate.
	 * @param other the other sum
	 * @return the growth of {@link #bytes()}, 0 or more
	 */
	public int growth(ExactSum other) {
		if (other.load == 0) {
			return 0;
		}
		int end = other.base + other.digits.length;
		if (this.digits.length == 0) {
			return Long.BYTES * other.digits.length;
		}
		int wider = Math.max(end, this.base + this.digits.length) - Math.min(other.base, this.base);
		return Long.BYTES * (wider - this.digits.length);
	}

	/**
	 * Returns the memory of this sum and its fields.
	 * @return the number of bytes, above 0
	 */
	public int bytes() {
		return FIELD_BYTES + (ARRAY_HEADER_BYTES + Long.BYTES * this.digits.length);
	}

	/** Sets the sum to zero, but keeps the memory. */
	public void clear() {
		Arrays.fill(this.digits, 0);
		this.load = 0;
	}

	/**
	 * Returns the double nearest to the sum, ties to even; infinite if the sum is out of
	 * range, {@code 0.0} if it is zero.
	 * @return the rounded sum
	 */
	public double toDouble() {
		return dividedBy(1);
	}

	/**
	 * Returns the sum, which may be outside the range of a double.
	 * @return the nearest double, ties to even; a decimal of 17 digits if that would be
	 * infinite
	 */
	public Number toNumber() {
		double nearest = toDouble();
		return Double.isInfinite(nearest) ? Rounding.decimal(toBigInteger(), BigInteger.ONE, DoubleBits.MIN_EXPONENT)
				: nearest;
	}

	/**
	 * Returns the double nearest to the exact quotient of the sum and a divisor, ties to
	 * even.
	 * @param divisor from 1 to 2<sup>62</sup>
	 * @return the rounded quotient; {@code 0.0} if the sum is zero
	 * @throws ArithmeticException if the divisor is out of range
	 */
	public double dividedBy(long divisor) {
		if (divisor < 1 || divisor > 1L << 62) {
			throw new ArithmeticException("divisor must be from 1 to 2^62 but was " + divisor);
		}
		long[] magnitude = propagated(0);
		boolean negative = magnitude[magnitude.length - 1] < 0;
		if (negative) {
			magnitude = propagated(-1);
		}
		double quotient = LongDivision.divide(magnitude, divisor, DIGIT_BITS * this.base + DoubleBits.MIN_EXPONENT);
		return negative ? -quotient : quotient;
	}

	/**
	 * Returns the sum without rounding.
	 * @return the exact sum in units of 2<sup>-1074</sup>
	 */
	public BigInteger toBigInteger() {
		long[] result = propagated(0);
		byte[] bytes = new byte[Integer.BYTES * result.length];
		for (int i = 0; i < bytes.length; i++) {
			int shift = Byte.SIZE * (i % Integer.BYTES);
			bytes[bytes.length - 1 - i] = (byte) (result[i / Integer.BYTES] >> shift);
		}
		return new BigInteger(bytes).shiftLeft(DIGIT_BITS * this.base);
	}

	/** Adds the double with the given bits, its magnitude negated if sign is -1. */
	private void add(long bits, long sign) {
		int exponent = DoubleBits.exponent(bits);
		addAt(DoubleBits.place(exponent), DoubleBits.significand(bits), sign);
	}

	/**
	 * Adds a significand of up to 63 bits, negated if sign is -1. Its lowest bit is
	 * {@code place} bits above the least subnormal.
	 */
	void addAt(int place, long significand, long sign) {
		int index = (place / DIGIT_BITS) - this.base;
		if (index < 0 || index + 2 >= this.digits.length) {
			cover(place / DIGIT_BITS, place / DIGIT_BITS + 3);
			index = place / DIGIT_BITS - this.base;
		}
		int shift = place % DIGIT_BITS;
		long signed = (significand ^ sign) - sign;
		long upper = signed >> (DIGIT_BITS - shift);
		this.digits[index] += (signed << shift) & DIGIT_MASK;
		this.digits[index + 1] += upper & DIGIT_MASK;
		this.digits[index + 2] += upper >> DIGIT_BITS;
		addLoad(1);
	}

	private void addDigits(ExactSum other, long sign) {
		if (other.load == 0) {
			return;
		}
		cover(other.base, other.base + other.digits.length);
		int shift = other.base - this.base;
		for (int i = 0; i < other.digits.length; i++) {
			this.digits[shift + i] += (other.digits[i] ^ sign) - sign;
		}
		addLoad(other.load);
	}

	private void addLoad(long additions) {
		this.load += additions;
		if (this.load > MAX_LOAD) {
			propagate();
		}
	}

	/** Propagates the carries; adds a digit only if the last one overflows. */
	private void propagate() {
		int end = this.digits.length;
		long[] result = propagated(0);
		long carry = result[end + 1] << DIGIT_BITS | result[end];
		if (carry == 0 || carry == -1) {
			result[end - 1] += carry << DIGIT_BITS;
			this.digits = Arrays.copyOf(result, end);
		}
		else {
			result[end] = carry;
			this.digits = Arrays.copyOf(result, end + 1);
		}
		this.load = 1;
	}

	/** Makes room for the digits from one place up to another. */
	private void cover(int from, int to) {
		int end = this.base + this.digits.length;
		if (this.digits.length == 0) {
			this.base = from;
			this.digits = new long[to - from];
		}
		else if (from < this.base || to > end) {
			int newBase = Math.min(from, this.base);
			long[] wider = new long[Math.max(to, end) - newBase];
			System.arraycopy(this.digits, 0, wider, this.base - newBase, this.digits.length);
			this.base = newBase;
			this.digits = wider;
		}
	}

	/**
	 * Returns the digits, negated if sign is -1, with carries propagated: each from 0 to
	 * 2^32 - 1. Two more digits hold the carry out of the last one; the second is 0, or
	 * -1 for a negative sum.
	 */
	private long[] propagated(long sign) {
		int end = this.digits.length;
		long[] result = new long[end + 2];
		long carry = 0;
		for (int i = 0; i < end; i++) {
			long digit = ((this.digits[i] ^ sign) - sign) + carry;
			result[i] = digit & DIGIT_MASK;
			carry = digit >> DIGIT_BITS;
		}
		result[end] = carry & DIGIT_MASK;
		result[end + 1] = carry >> DIGIT_BITS;
		return result;
	}

}
