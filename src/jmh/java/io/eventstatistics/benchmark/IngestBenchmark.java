package io.eventstatistics.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds an event to record batches of 1,024 into a window of 4 million live events,
 * while as many expire. Shows that ingest is O(1) in any order of arrival. {@code ./mvnw
 * -Pjmh verify -Dbenchmarks=IngestBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms4g", "-Xmx4g" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class IngestBenchmark {

	@Param("4000000")
	int live;

	private Feed feed = new Feed(1);

	private LockedDeque deque = new LockedDeque(0);

	@Setup
	public void fill() {
		this.feed = new Feed(this.live);
		this.deque = new LockedDeque(Feed.WINDOW.toNanos());
	}

	@Benchmark
	@OperationsPerInvocation(Feed.BATCH)
	public void inOrder() {
		this.feed.service.record(this.feed.inOrder(Feed.BATCH), null);
	}

	@Benchmark
	@OperationsPerInvocation(Feed.BATCH)
	public void atRandom(RandomOrder random) {
		random.feed.service.record(random.feed.atRandom(Feed.BATCH), null);
	}

	/** In order, one event a call. */
	@Benchmark
	@OperationsPerInvocation(Feed.BATCH)
	public void lockedDeque() {
		for (int i = 0; i < Feed.BATCH; i++) {
			this.feed.advance(Feed.WINDOW.toNanos() / this.live);
			this.deque.record(this.feed.now(), this.feed.now(), this.feed.nextValue());
		}
	}

	/** What the feed itself costs. */
	@Benchmark
	@OperationsPerInvocation(Feed.BATCH)
	public Object feedInOrder() {
		return this.feed.inOrder(Feed.BATCH);
	}

	/** What the feed itself costs. */
	@Benchmark
	@OperationsPerInvocation(Feed.BATCH)
	public Object feedAtRandom() {
		return this.feed.atRandom(Feed.BATCH);
	}

	/** A window whose events all arrived in random order. */
	@State(Scope.Benchmark)
	public static class RandomOrder {

		@Param("4000000")
		int live;

		private Feed feed = new Feed(1);

		@Setup
		public void fill() {
			this.feed = new Feed(this.live);
			for (int i = 0; i < 3 * this.live / Feed.BATCH; i++) {
				this.feed.service.record(this.feed.atRandom(Feed.BATCH), null);
			}
		}

	}

}
