package io.eventstatistics.window.rank;

import java.math.BigDecimal;

/**
 * Linear interpolation between two values, rounded once.
 */
final class Interpolation {

	/** Products of magnitudes between these have exact errors and do not overflow. */
	private static final double SMALLEST = 0x1p-800;

	private static final double LARGEST = 0x1p900;

	/** Exceeds the relative error of a correction, which has about ten roundings. */
	private static final double CORRECTION_ERROR = 0x1p-48;

	private Interpolation() {
	}

	/**
	 * Returns {@code lower + (upper - lower) * remainder / denominator}: the double
	 * nearest to the exact result, ties to even. The result is between the lower and the
	 * upper value, and ascends with the remainder. It is never -0.0.
	 * @param lower a finite value
	 * @param upper a finite value, not below the lower one
	 * @param remainder zero or more, below the denominator
	 * @param denominator a power of ten, at most 10^15
	 */
	static double between(double lower, double upper, long remainder, long denominator) {
		if (remainder == 0 || lower == upper) {
			return lower;
		}
		double fast = inDoubles(lower, upper, remainder, denominator);
		return Double.isNaN(fast) ? inDecimals(lower, upper, remainder, denominator) : fast;
	}

	/**
	 * Computes the result in doubles with a correction, whose error is bounded.
	 * @return the result, or NaN if the bound does not decide the rounding
	 */
	static double inDoubles(double lower, double upper, long remainder, long denominator) {
		if (!isModerate(lower) || !isModerate(upper)) {
			return Double.NaN;
		}
		double lowerWeight = denominator - remainder;
		double lowerPart = lower * lowerWeight;
		double lowerError = Math.fma(lower, lowerWeight, -lowerPart);
		double upperPart = upper * remainder;
		double upperError = Math.fma(upper, remainder, -upperPart);
		double sum = lowerPart + upperPart;
		double part = sum - lowerPart;
		double sumError = (lowerPart - (sum - part)) + (upperPart - part);
		double quotient = sum / denominator;
		double rest = Math.fma(-quotient, denominator, sum);
		double correction = (rest + (sumError + (lowerError + upperError))) / denominator;
		double terms = Math.abs(rest) + Math.abs(sumError) + Math.abs(lowerError) + Math.abs(upperError);
		double bound = terms / denominator * CORRECTION_ERROR;
		double result = quotient + (correction - bound);
		return (result == quotient + (correction + bound)) ? result : Double.NaN;
	}

	private static boolean isModerate(double value) {
		double magnitude = Math.abs(value);
		return value == 0 || (magnitude > SMALLEST && magnitude < LARGEST);
	}

	static double inDecimals(double lower, double upper, long remainder, long denominator) {
		BigDecimal from = new BigDecimal(lower);
		BigDecimal share = BigDecimal.valueOf(remainder).divide(BigDecimal.valueOf(denominator));
		BigDecimal exact = new BigDecimal(upper).subtract(from).multiply(share).add(from);
		return exact.doubleValue() + 0.0;
	}

}
