package io.eventstatistics.window.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Values of many distributions, split into sorted columns in many ways.
 */
final class Columns {

	static final List<String> DISTRIBUTIONS = List.of("uniform", "log-normal", "air pressure", "milliseconds", "equal",
			"two values", "few values", "two clusters", "mixed signs", "subnormal", "huge", "any bits", "one outlier",
			"neighbouring doubles");

	private Columns() {
	}

	static double[] values(String distribution, int count, Random random) {
		double[] values = new double[count];
		for (int i = 0; i < count; i++) {
			values[i] = value(distribution, i, random) + 0.0;
		}
		return values;
	}

	private static double value(String distribution, int index, Random random) {
		return switch (distribution) {
			case "uniform" -> random.nextDouble();
			case "log-normal" -> Math.exp(random.nextGaussian());
			case "air pressure" -> Math.round((1013 + 2 * random.nextGaussian()) * 10) / 10.0;
			case "milliseconds" -> 1.7e12 + 100 * random.nextGaussian();
			case "equal" -> 7;
			case "two values" -> index % 2;
			case "few values" -> random.nextInt(20) * 0.1;
			case "two clusters" -> (random.nextBoolean() ? -1e9 : 1e9) + random.nextGaussian();
			case "mixed signs" -> random.nextInt(5) - 2;
			case "subnormal" -> random.nextInt(1000) * -Double.MIN_VALUE;
			case "huge" -> (random.nextBoolean() ? -1 : 1) * (1e308 + random.nextDouble() * 7e307);
			case "any bits" -> anyBits(random);
			case "one outlier" -> (index == 0) ? 1e14 : 1;
			case "neighbouring doubles" -> Double.longBitsToDouble(Double.doubleToLongBits(0.1) + random.nextInt(3));
			default -> throw new IllegalArgumentException(distribution);
		};
	}

	private static double anyBits(Random random) {
		double value = Double.longBitsToDouble(random.nextLong());
		return Double.isFinite(value) ? value : 0;
	}

	/**
	 * One column, columns of one length, of random lengths, or each with a range of its
	 * own.
	 */
	static List<SortedColumn> split(double[] values, int longest, boolean partitioned, Random random) {
		double[] source = values.clone();
		if (partitioned) {
			Arrays.sort(source);
		}
		List<SortedColumn> columns = new ArrayList<>();
		int start = 0;
		while (start < source.length) {
			int length = Math.min(source.length - start, random.nextInt(longest + 1));
			columns.add(column(source, start, length, random.nextInt(3)));
			start += length;
		}
		return columns;
	}

	/** Copies values to a column with other values before and after its range. */
	private static SortedColumn column(double[] values, int start, int length, int padding) {
		double[] column = new double[length + 2 * padding];
		Arrays.fill(column, Double.NaN);
		System.arraycopy(values, start, column, padding, length);
		Arrays.sort(column, padding, padding + length);
		return new SortedColumn(column, padding, padding + length);
	}

}
