package io.eventstatistics.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.window.rank.ColumnSort;
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
 * Sorting a column of events by value, and merging a tail of a sixteenth into one; a call
 * includes a copy of the unsorted column.
 * {@code ./mvnw -Pjmh verify -Dbenchmarks=ColumnSortBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ColumnSortBenchmark {

	@Param({ "60", "300", "2800", "8192" })
	public int events = 8192;

	@Param({ "uniform", "tenths" })
	public String distribution = "uniform";

	private final ColumnSort sort = new ColumnSort();

	private double[] unsorted = {};

	private double[] withTail = {};

	private double[] values = {};

	private int[] offsets = {};

	@Setup
	public void fill() {
		SplittableRandom random = new SplittableRandom(42);
		this.unsorted = new double[this.events];
		for (int i = 0; i < this.events; i++) {
			double value = 1000 + 20 * random.nextDouble();
			this.unsorted[i] = "tenths".equals(this.distribution) ? Math.rint(value * 10) / 10 : value;
		}
		this.values = new double[this.events];
		this.offsets = new int[this.events];
		this.withTail = this.unsorted.clone();
		this.sort.sort(this.withTail, this.offsets, 0, this.events - this.events / 16);
	}

	@Benchmark
	public double[] sort() {
		System.arraycopy(this.unsorted, 0, this.values, 0, this.events);
		this.sort.sort(this.values, this.offsets, 0, this.events);
		return this.values;
	}

	@Benchmark
	public double[] sortTail() {
		System.arraycopy(this.withTail, 0, this.values, 0, this.events);
		this.sort.sortTail(this.values, this.offsets, 0, this.events - this.events / 16, this.events);
		return this.values;
	}

}
