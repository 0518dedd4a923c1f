package io.eventstatistics.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.window.sum.ExactSum;
import io.eventstatistics.window.sum.ExponentSums;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What exactness costs: adding a value exactly beside adding it to a double, merging two
 * sums, and rounding one. {@code ./mvnw -Pjmh verify -Dbenchmarks=ExactSumBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExactSumBenchmark {

	private static final int VALUES = 1024;

	private final double[] values = new SplittableRandom(42).doubles(VALUES, 0.1, 400).toArray();

	private final ExactSum one = new ExactSum();

	private final ExactSum two = new ExactSum();

	private final ExponentSums scratch = new ExponentSums();

	public ExactSumBenchmark() {
		for (double value : this.values) {
			this.one.add(value);
		}
	}

	@Benchmark
	@OperationsPerInvocation(VALUES)
	public double addToDouble() {
		double sum = 0;
		for (double value : this.values) {
			sum += value;
		}
		return sum;
	}

	@Benchmark
	@OperationsPerInvocation(VALUES)
	public ExactSum addExactly() {
		this.scratch.addTo(this.two, this.values, 0, VALUES);
		return this.two;
	}

	@Benchmark
	public ExactSum merge() {
		this.two.add(this.one);
		return this.two;
	}

	@Benchmark
	public double toDouble() {
		return this.one.toDouble();
	}

	@Benchmark
	public double divide() {
		return this.one.dividedBy(10_000_019);
	}

}
