package io.eventstatistics.benchmark;

import java.util.DoubleSummaryStatistics;
import java.util.concurrent.TimeUnit;

import com.codahale.metrics.Clock;
import com.codahale.metrics.SlidingTimeWindowArrayReservoir;
import com.codahale.metrics.Snapshot;
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
 * The cost of a query in other designs, over one and ten million events: a scan of event
 * objects, a scan of two primitive arrays (the bound that memory sets to any scan), and a
 * snapshot of dropwizard's reservoir. {@code ./mvnw -Pjmh verify
 * -Dbenchmarks=StatisticsBaselines}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms6g", "-Xmx6g" })
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class StatisticsBaselines {

	@Param({ "1000000", "10000000" })
	int live;

	private final LockedDeque deque = new LockedDeque(TimeUnit.HOURS.toNanos(1));

	private long[] timestamps = {};

	private double[] values = {};

	private final SlidingTimeWindowArrayReservoir dropwizard = new SlidingTimeWindowArrayReservoir(1, TimeUnit.HOURS,
			new Clock() {
				@Override
				public long getTick() {
					return StatisticsBaselines.this.tick++;
				}
			});

	private long tick;

	@Setup
	public void fill() {
		this.timestamps = new long[this.live];
		this.values = new double[this.live];
		for (int i = 0; i < this.live; i++) {
			this.timestamps[i] = i;
			this.values[i] = i * 0.1;
			this.deque.record(0, i, i * 0.1);
			this.dropwizard.update(i);
		}
	}

	@Benchmark
	public DoubleSummaryStatistics lockedDeque() {
		return this.deque.statistics(0);
	}

	@Benchmark
	public DoubleSummaryStatistics primitiveArrays() {
		DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
		for (int i = 0; i < this.live; i++) {
			if (this.timestamps[i] >= 0) {
				statistics.accept(this.values[i]);
			}
		}
		return statistics;
	}

	@Benchmark
	public double dropwizard() {
		Snapshot snapshot = this.dropwizard.getSnapshot();
		return snapshot.getMin() + snapshot.getMax() + snapshot.getMean() + snapshot.size();
	}

}
