package io.eventstatistics.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.window.rank.Percentiles;
import io.eventstatistics.window.rank.Quantile;
import io.eventstatistics.window.rank.SortedColumn;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The exact 50th, 99th and 99.9th percentile of sorted columns, selected repeatedly, so
 * that a part of the columns is in the processor's caches. {@code ./mvnw -Pjmh verify
 * -Dbenchmarks=SelectionBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SelectionBenchmark {

	private static final List<Quantile> QUANTILES = List.of(new Quantile(5, 1), new Quantile(99, 2),
			new Quantile(999, 3));

	/** Values x columns. */
	@Param({ "1000000x3600", "10000000x3600", "600000x10000", "450000x100000" })
	public String shape = "1000000x3600";

	@Param({ "uniform", "log-normal", "narrow", "ties", "partitioned" })
	public String distribution = "uniform";

	private List<SortedColumn> columns = List.of();

	@Setup
	public void fill() {
		String[] parts = this.shape.split("x", -1);
		this.columns = columns(this.distribution, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
	}

	@Benchmark
	public double[] threePercentiles() {
		return Percentiles.of(this.columns, QUANTILES);
	}

	static List<SortedColumn> columns(String distribution, int count, int columns) {
		SplittableRandom random = new SplittableRandom(42);
		List<SortedColumn> filled = new ArrayList<>();
		for (int i = 0; i < columns; i++) {
			int length = (int) ((i + 1L) * count / columns - (long) i * count / columns);
			double[] values = new double[length];
			for (int j = 0; j < length; j++) {
				values[j] = value(distribution, i, random);
			}
			Arrays.sort(values);
			filled.add(new SortedColumn(values, 0, length));
		}
		return filled;
	}

	private static double value(String distribution, int column, SplittableRandom random) {
		return switch (distribution) {
			case "uniform" -> random.nextDouble();
			case "log-normal" -> Math.exp(gaussian(random));
			case "narrow" -> 1013 + 2 * gaussian(random);
			case "ties" -> random.nextInt(20);
			case "partitioned" -> column + random.nextDouble();
			default -> throw new IllegalArgumentException(distribution);
		};
	}

	/** The sum of twelve uniform values minus six approximates a normal value. */
	private static double gaussian(SplittableRandom random) {
		return random.doubles(12).sum() - 6;
	}

	/**
	 * Measures 100 million values in 14,400 columns, without JMH, which needs a heap of 3
	 * GB and more.
	 * @param args distributions
	 */
	public static void main(String[] args) {
		for (String distribution : args) {
			List<SortedColumn> columns = columns(distribution, 100_000_000, 14_400);
			long[] nanos = new long[40];
			for (int i = 0; i < nanos.length; i++) {
				long start = System.nanoTime();
				Percentiles.of(columns, QUANTILES);
				nanos[i] = System.nanoTime() - start;
			}
			Arrays.sort(nanos);
			System.out.printf("100 M %s: fastest %.1f ms, median %.1f ms%n", distribution, nanos[0] / 1e6,
					nanos[nanos.length / 2] / 1e6);
		}
	}

}
