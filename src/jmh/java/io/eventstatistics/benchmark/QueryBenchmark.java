package io.eventstatistics.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.History;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.Statistics;
import io.eventstatistics.window.rank.Quantile;
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
 * The time of a query, including the evaluation of its figures, over a full window of
 * log-normal values while it slides. {@code ./mvnw -Pjmh verify
 * -Dbenchmarks=QueryBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms4g", "-Xmx4g" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueryBenchmark {

	private static final Quantile MEDIAN = new Quantile(5, 1);

	private static final Quantile P99 = new Quantile(99, 2);

	private static final Quantile P999 = new Quantile(999, 3);


	/** Between two queries: a second passes in a million of them. */
	private static final long PAUSE_NANOS = 1_000;

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Param("10000000")
	int live;

	private Feed feed = new Feed(1);

	@Setup
	public void fill() {
		this.feed = new Feed(this.live);
	}

	/** The four figures of the whole window, to compare with. */
	@Benchmark
	public Statistics statistics() {
		this.feed.advance(PAUSE_NANOS);
		return this.feed.service.statistics();
	}

	@Benchmark
	public Statistics lastFiveMinutes() {
		return snapshot(FIVE_MINUTES, false).aggregate().summary().toStatistics();
	}

	@Benchmark
	public Statistics lastHalfHour() {
		return snapshot(Duration.ofMinutes(30), false).aggregate().summary().toStatistics();
	}

	@Benchmark
	public double percentiles() {
		Snapshot snapshot = snapshot(Feed.WINDOW, true);
		return snapshot.aggregate().quantile(MEDIAN) + snapshot.aggregate().quantile(P99)
				+ snapshot.aggregate().quantile(P999);
	}

	@Benchmark
	public double standardDeviation() {
		return snapshot(Feed.WINDOW, true).aggregate().standardDeviation();
	}

	@Benchmark
	public double percentilesOfFiveMinutes() {
		Snapshot snapshot = snapshot(FIVE_MINUTES, true);
		return snapshot.aggregate().quantile(MEDIAN) + snapshot.aggregate().quantile(P99)
				+ snapshot.aggregate().quantile(P999);
	}

	@Benchmark
	public double historyByMinute() {
		return fourFigures(history(MINUTE, false));
	}

	@Benchmark
	public double historyBySecond() {
		return fourFigures(history(SECOND, false));
	}

	@Benchmark
	public double historyByMinuteOfPercentiles() {
		return history(MINUTE, true).points()
			.stream()
			.mapToDouble((point) -> point.aggregate().quantile(MEDIAN) + point.aggregate().quantile(P99))
			.sum();
	}

	private Snapshot snapshot(Duration part, boolean distribution) {
		this.feed.advance(PAUSE_NANOS);
		return this.feed.service.snapshot(part, distribution);
	}

	private History history(Duration step, boolean distribution) {
		this.feed.advance(PAUSE_NANOS);
		return this.feed.service.history(Feed.WINDOW, step, distribution);
	}

	private static double fourFigures(History history) {
		double all = 0;
		for (Snapshot point : history.points()) {
			Statistics statistics = point.aggregate().summary().toStatistics();
			all += statistics.count() + statistics.min() + statistics.max() + statistics.mean();
		}
		return all;
	}

}
