package io.eventstatistics.benchmark;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.window.Statistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Operations a microsecond of one thread that records, and of two that record beside one
 * that reads: together they must not do less.
 * {@code ./mvnw -Pjmh verify -Dbenchmarks=ContentionBenchmark}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Group)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms4g", "-Xmx4g" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ContentionBenchmark {

	private final EventService service = new EventService(InstantSource.system(), Duration.ofSeconds(1),
			Duration.ofSeconds(1), Long.MAX_VALUE, Long.MAX_VALUE);

	@Benchmark
	@Group("oneThread")
	@GroupThreads(1)
	public void alone(Recorder recorder) {
		recorder.record(this.service);
	}

	@Benchmark
	@Group("threeThreads")
	@GroupThreads(2)
	public void record(Recorder recorder) {
		recorder.record(this.service);
	}

	@Benchmark
	@Group("threeThreads")
	@GroupThreads(1)
	public Statistics read() {
		return this.service.statistics();
	}

	@State(Scope.Thread)
	public static class Recorder {

		private final InstantSource clock = InstantSource.system();

		private final EventBatch batch = new EventBatch(1);

		private long timestamp;

		private int calls;

		void record(EventService service) {
			this.timestamp = (this.calls++ % 1024 == 0) ? this.clock.millis() * 1_000_000 : this.timestamp + 80;
			this.batch.clear();
			this.batch.add(this.timestamp, this.calls);
			service.record(this.batch, null);
		}

	}

}
