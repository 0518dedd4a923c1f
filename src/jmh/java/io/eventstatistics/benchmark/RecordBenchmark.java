package io.eventstatistics.benchmark;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One {@code record} call for one event, the system's clock and the lock included, beside
 * a reading of the clock alone. The window is a second long, so that events leave while
 * others come. {@code ./mvnw -Pjmh verify -Dbenchmarks=RecordBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms4g", "-Xmx4g" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {

	private final EventService service = new EventService(InstantSource.system(), Duration.ofSeconds(1),
			Duration.ofSeconds(1));

	private final InstantSource clock = InstantSource.system();

	private final EventBatch batch = new EventBatch(1);

	private long timestamp = this.clock.millis() * 1_000_000;

	private double value;

	@Benchmark
	public void record() {
		this.batch.clear();
		this.timestamp += 80;
		this.value += 0.1;
		this.batch.add(this.timestamp, this.value);
		this.service.record(this.batch);
	}

	@Benchmark
	public Object clockAlone() {
		return this.clock.instant();
	}

}
