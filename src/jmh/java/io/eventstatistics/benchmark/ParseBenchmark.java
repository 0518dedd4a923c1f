package io.eventstatistics.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.ingest.BodyReader;
import io.eventstatistics.ingest.ByteBudget;
import io.eventstatistics.ingest.EventQuota;
import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.ingest.parse.ParsedBatch;
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

import org.springframework.util.unit.DataSize;

/**
 * Nanoseconds to read an event of a batch into columns: lines in the common form with
 * values of few digits and of many, lines in another form, and an array.
 * {@code ./mvnw -Pjmh verify -Dbenchmarks=ParseBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = { "-XX:+AlwaysPreTouch", "-Xms2g", "-Xmx2g" })
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {

	private static final int EVENTS = 5000;

	private final BodyReader reader = new BodyReader(
			new IngestProperties(EVENTS, DataSize.ofMegabytes(16), null), new ByteBudget(Long.MAX_VALUE), EventQuota.UNLIMITED);

	private final byte[] common = lines("{\"timestamp\":\"%s\",\"value\":%.2f}", "\n");

	private final byte[] manyDigits = lines("{\"timestamp\":\"%s\",\"value\":%.17f}", "\n");

	private final byte[] other = lines("{ \"timestamp\": \"%s\", \"value\": %.2f }", "\n");

	private final byte[] array = ("[" + new String(lines("{\"timestamp\":\"%s\",\"value\":%.2f}", ","),
			StandardCharsets.US_ASCII)
		.replaceFirst(",$", "]")).getBytes(StandardCharsets.US_ASCII);

	@Benchmark
	@OperationsPerInvocation(EVENTS)
	public ParsedBatch commonForm() throws IOException {
		return this.reader.readLines(new ByteArrayInputStream(this.common));
	}

	@Benchmark
	@OperationsPerInvocation(EVENTS)
	public ParsedBatch commonFormOfManyDigits() throws IOException {
		return this.reader.readLines(new ByteArrayInputStream(this.manyDigits));
	}

	@Benchmark
	@OperationsPerInvocation(EVENTS)
	public ParsedBatch otherForm() throws IOException {
		return this.reader.readLines(new ByteArrayInputStream(this.other));
	}

	@Benchmark
	@OperationsPerInvocation(EVENTS)
	public ParsedBatch array() throws IOException {
		return this.reader.readArray(new ByteArrayInputStream(this.array));
	}

	private static byte[] lines(String format, String end) {
		SplittableRandom random = new SplittableRandom(42);
		StringBuilder body = new StringBuilder();
		Instant time = Instant.parse("2026-11-23T14:30:00.123456789Z");
		for (int i = 0; i < EVENTS; i++) {
			body.append(format.formatted(time.plusNanos(1_234_567L * i), random.nextDouble() * 100)).append(end);
		}
		return body.toString().getBytes(StandardCharsets.US_ASCII);
	}

}
