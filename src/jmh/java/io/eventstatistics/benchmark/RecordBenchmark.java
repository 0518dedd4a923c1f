package io.eventstatistics.benchmark;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import com.codahale.metrics.SlidingTimeWindowArrayReservoir;
import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.github.resilience4j.core.metrics.Metrics;
import io.github.resilience4j.core.metrics.SlidingTimeWindowMetrics;
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
 * One call for one event, the system's clock and the lock included, without contention;
 * beside it a reading of the clock alone and the same by others. The window is a second
 * long, so that events expire during the benchmark. {@code ./mvnw -Pjmh verify
 * -Dbenchmarks=RecordBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms4g", "-Xmx4g" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {

	private static final int CALLS_PER_LOOK_AT_THE_CLOCK = 1024;

	private final EventService service = new EventService(InstantSource.system(), Duration.ofSeconds(1),
			Duration.ofSeconds(1), Long.MAX_VALUE, Long.MAX_VALUE);

	private final LockedDeque deque = new LockedDeque(TimeUnit.SECONDS.toNanos(1));

	private final SlidingTimeWindowArrayReservoir dropwizard = new SlidingTimeWindowArrayReservoir(1, TimeUnit.SECONDS);

	private final SlidingTimeWindowMetrics resilience4j = new SlidingTimeWindowMetrics(1, Clock.systemUTC());

	private final InstantSource clock = InstantSource.system();

	private final EventBatch batch = new EventBatch(1);

	private long calls;

	private long timestamp;

	private double value;

	@Benchmark
	public void record() {
		next();
		this.batch.clear();
		this.batch.add(this.timestamp, this.value);
		this.service.record(this.batch, null);
	}

	@Benchmark
	public void lockedDeque() {
		next();
		this.deque.record(nanos(this.clock.instant()), this.timestamp, this.value);
	}

	@Benchmark
	public void dropwizard() {
		next();
		this.dropwizard.update((long) this.value);
	}

	@Benchmark
	public void resilience4j() {
		next();
		this.resilience4j.record((long) this.value, TimeUnit.NANOSECONDS, Metrics.Outcome.SUCCESS);
	}

	@Benchmark
	public long clockAlone() {
		return nanos(this.clock.instant());
	}

	private void next() {
		this.timestamp = (this.calls++ % CALLS_PER_LOOK_AT_THE_CLOCK == 0) ? nanos(this.clock.instant())
				: this.timestamp + 80;
		this.value += 0.1;
	}

	private static long nanos(Instant instant) {
		return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
	}

}
