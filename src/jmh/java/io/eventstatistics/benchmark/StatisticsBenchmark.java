package io.eventstatistics.benchmark;

import java.util.concurrent.TimeUnit;

import io.eventstatistics.window.Statistics;
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
 * The time of {@code statistics()} over a full window while it slides. Shows that the
 * cost does not grow with the number of events. {@code ./mvnw -Pjmh verify
 * -Dbenchmarks=StatisticsBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms6g", "-Xmx6g" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatisticsBenchmark {

	/** Between two queries: a second passes in 100,000 of them. */
	private static final long PAUSE_NANOS = 10_000;

	@Param({ "1000", "1000000", "10000000", "100000000" })
	int live;

	private Feed feed = new Feed(1);

	@Setup
	public void fill() {
		this.feed = new Feed(this.live);
	}

	@Benchmark
	public Statistics statistics() {
		this.feed.advance(PAUSE_NANOS);
		return this.feed.service.statistics();
	}

}
