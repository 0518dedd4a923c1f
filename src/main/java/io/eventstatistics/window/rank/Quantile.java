package io.eventstatistics.window.rank;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A quantile as an exact decimal: p99.9 is 0.999.
 *
 * @param unscaled the digits, as in {@link BigDecimal#unscaledValue()}
 * @param scale the number of digits after the decimal point, 0 to 15
 */
public record Quantile(long unscaled, int scale) {

	/** The largest scale: powers of ten up to this one are exact as doubles. */
	public static final int MAX_SCALE = 15;

	/**
	 * Creates a quantile.
	 * @throws IllegalArgumentException if it is not from 0 to 1, or has too many digits
	 */
	public Quantile {
		if (scale < 0 || scale > MAX_SCALE) {
			throw new IllegalArgumentException(
					"Quantile must have 0 to %d decimals, but the scale is %d".formatted(MAX_SCALE, scale));
		}
		if (unscaled < 0 || unscaled > power(scale)) {
			throw new IllegalArgumentException(
					"Quantile must be from 0 to 1, but is %s".formatted(BigDecimal.valueOf(unscaled, scale)));
		}
	}

	/**
	 * Returns a quantile.
	 * @param quantile from 0 to 1, with at most 15 decimals
	 * @return the quantile
	 * @throws IllegalArgumentException if it is not from 0 to 1, or has too many digits
	 */
	public static Quantile of(BigDecimal quantile) {
		return of("Quantile", quantile, 0);
	}

	/**
	 * Returns the quantile of a percentile: 0.999 for 99.9.
	 * @param percentile from 0 to 100, with at most 13 decimals
	 * @return the quantile
	 * @throws IllegalArgumentException if it is not from 0 to 100, or has too many digits
	 */
	public static Quantile ofPercentile(BigDecimal percentile) {
		return of("Percentile", percentile, 2);
	}

	/** Returns {@code value / 10^shift}. */
	private static Quantile of(String name, BigDecimal value, int shift) {
		BigDecimal one = BigDecimal.ONE.movePointRight(shift);
		if (value.signum() < 0 || value.compareTo(one) > 0) {
			throw new IllegalArgumentException("%s must be from 0 to %s, but is %s".formatted(name, one, value));
		}
		BigDecimal plain = value.stripTrailingZeros();
		if (plain.scale() > MAX_SCALE - shift) {
			throw new IllegalArgumentException(
					"%s must have at most %d decimals, but is %s".formatted(name, MAX_SCALE - shift, value));
		}
		BigDecimal quantile = plain.movePointLeft(shift).stripTrailingZeros();
		int scale = Math.max(0, quantile.scale());
		return new Quantile(quantile.setScale(scale).unscaledValue().longValueExact(), scale);
	}

	/**
	 * Returns the position {@code q * (count - 1)}, exactly.
	 * @param count the number of values, 1 or more
	 * @throws IllegalArgumentException if there are no values
	 */
	Position position(long count) {
		if (count < 1) {
			throw new IllegalArgumentException("A quantile needs at least one value, but there are " + count);
		}
		long denominator = power(this.scale);
		long last = count - 1;
		if (Math.multiplyHigh(this.unscaled, last) == 0 && this.unscaled * last >= 0) {
			long numerator = this.unscaled * last;
			return new Position(numerator / denominator, numerator % denominator, denominator);
		}
		BigInteger[] parts = BigInteger.valueOf(this.unscaled)
			.multiply(BigInteger.valueOf(last))
			.divideAndRemainder(BigInteger.valueOf(denominator));
		return new Position(parts[0].longValueExact(), parts[1].longValueExact(), denominator);
	}

	private static long power(int scale) {
		long power = 1;
		for (int i = 0; i < scale; i++) {
			power *= 10;
		}
		return power;
	}

	/**
	 * A position between two ranks: {@code rank + remainder / denominator}.
	 *
	 * @param rank the lower rank
	 * @param remainder zero or more, below the denominator
	 * @param denominator a power of ten, at most 10^15
	 */
	record Position(long rank, long remainder, long denominator) {

		/** Returns the upper rank: the lower one if the position is a rank. */
		long upperRank() {
			return (this.remainder == 0) ? this.rank : this.rank + 1;
		}

		/** Returns the value at the position, between the values of the two ranks. */
		double between(double lower, double upper) {
			return Interpolation.between(lower, upper, this.remainder, this.denominator);
		}

	}

}
