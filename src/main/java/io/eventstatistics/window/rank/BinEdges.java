package io.eventstatistics.window.rank;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The edges of the bins of a histogram, strictly ascending, except that the last two are
 * equal if only one value is in the last bin. Edges that round to the same double are
 * merged, so there can be fewer bins than requested. No edge is -0.0.
 */
public final class BinEdges {

	/**
	 * More digits than a double, or the middle between two, has; a quotient by a small
	 * number that is not such a middle differs from it in fewer digits.
	 */
	private static final MathContext ENOUGH_DIGITS = new MathContext(1100);

	private BinEdges() {
	}

	/**
	 * Returns the edges of bins of values.
	 * @param scale how the edges are spaced
	 * @param extremes the extremes of the values
	 * @param bins the largest number of bins, for {@link Scale#LOG} of positive and of
	 * negative values, 1 to 10<sup>6</sup>
	 * @return the edges, ascending, at least two
	 */
	public static double[] of(Scale scale, Extremes extremes, int bins) {
		return switch (scale) {
			case LINEAR -> linear(extremes.min(), extremes.max(), bins);
			case LOG -> logarithmic(extremes, bins);
		};
	}

	/**
	 * Returns edges in equal distances: each is {@code min + (max - min) * i / bins},
	 * rounded once.
	 * @param min the smallest value
	 * @param max the greatest value
	 * @param bins the largest number of bins, 1 to 10^6
	 */
	static double[] linear(double min, double max, int bins) {
		return between(min, max, bins, (i) -> interpolated(min, max, i, bins));
	}

	/** Returns edges in equal ratios. */
	private static double[] logarithmic(Extremes values, int bins) {
		double min = values.min();
		double max = values.max();
		if (min > 0) {
			return geometric(min, max, bins);
		}
		DoubleStream edges = DoubleStream.empty();
		if (min < 0) {
			double[] sizes = geometric(-values.negative(), -min, bins);
			int last = (max < 0) ? 0 : 1;
			edges = DoubleStream.iterate(sizes.length - 1, (i) -> i >= last, (i) -> i - 1).map((i) -> -sizes[(int) i]);
		}
		if (max >= 0) {
			double[] above = (max > 0) ? geometric(values.positive(), max, bins) : new double[] { 0 };
			edges = DoubleStream.concat(edges, DoubleStream.concat(DoubleStream.of(0), DoubleStream.of(above)));
		}
		return edges.toArray();
	}

	/** The inner edges are rounded several times: they are near the exact ones. */
	private static double[] geometric(double min, double max, int bins) {
		double from = StrictMath.log(min);
		double length = StrictMath.log(max) - from;
		return between(min, max, bins, (i) -> StrictMath.exp(from + length * i / bins));
	}

	/** Returns both ends and the inner edges that lie between their neighbours. */
	private static double[] between(double min, double max, int bins, IntToDoubleFunction inner) {
		double[] edges = new double[bins + 1];
		int last = 0;
		edges[0] = min;
		for (int i = 1; i < bins; i++) {
			double edge = inner.applyAsDouble(i) + 0.0;
			if (edge > edges[last] && edge < max) {
				edges[++last] = edge;
			}
		}
		edges[++last] = max;
		return Arrays.copyOf(edges, last + 1);
	}

	private static double interpolated(double min, double max, int i, int bins) {
		double fast = Interpolation.inDoubles(min, max, i, bins);
		if (!Double.isNaN(fast)) {
			return fast;
		}
		BigDecimal lower = new BigDecimal(min).multiply(BigDecimal.valueOf(bins - (long) i));
		BigDecimal upper = new BigDecimal(max).multiply(BigDecimal.valueOf(i));
		return lower.add(upper).divide(BigDecimal.valueOf(bins), ENOUGH_DIGITS).doubleValue();
	}

}
