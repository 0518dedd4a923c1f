package io.eventstatistics.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.rank.Quantile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Percentiles while eight threads record. Each thread has a minute of its own, in which
 * its values are 0, 1, 2 and so on, ten at a time at random moments. So the count of a
 * minute says which values it holds, and every figure of an answer can be checked.
 */
class PercentileStressTests {

	private static final int WRITERS = 8;

	private static final int READERS = 4;

	private static final int BATCHES = Integer.getInteger("stress.batches", 4_000);

	private static final int BATCH = 10;

	private static final long MINUTE = 60_000_000_000L;

	private static final List<BigDecimal> QUANTILES = List.of(new BigDecimal("0.07"), new BigDecimal("0.5"),
			new BigDecimal("0.99"), new BigDecimal("0.999"));

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00Z"));

	private final EventService service = new EventService(this.clock, Duration.ofHours(1), Duration.ZERO,
			Long.MAX_VALUE, Long.MAX_VALUE);

	private final AtomicLong answers = new AtomicLong();

	@Test
	void everyAnswerIsOfOneInstant() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 1; i <= WRITERS; i++) {
				long minute = this.clock.nanos() - i * MINUTE;
				writers.add(threads.submit(() -> record(minute)));
			}
			List<Future<?>> readers = new ArrayList<>();
			for (int i = 0; i < READERS; i++) {
				readers.add(threads.submit(() -> ask(writers)));
			}
			for (Future<?> reader : readers) {
				reader.get();
			}
			for (Future<?> writer : writers) {
				writer.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.answers.get()).isGreaterThan(READERS);
		assertThat(this.service.statistics().count()).isEqualTo((long) WRITERS * BATCHES * BATCH);
	}

	private void record(long minute) {
		Random random = new Random(minute);
		for (int i = 0; i < BATCHES; i++) {
			EventBatch batch = new EventBatch(BATCH);
			for (int n = 0; n < BATCH; n++) {
				batch.add(minute + (long) (random.nextDouble() * MINUTE), i * BATCH + n);
			}
			this.service.record(batch, null);
		}
	}

	private void ask(List<Future<?>> writers) {
		boolean last = false;
		while (!last) {
			last = writers.stream().allMatch(Future::isDone);
			this.service.history(Duration.ofMinutes(20), Duration.ofMinutes(1), true)
				.points()
				.forEach((point) -> check(point.aggregate()));
			this.answers.incrementAndGet();
		}
	}

	private static void check(Aggregate minute) {
		long count = minute.summary().count();
		assertThat(count % BATCH).isZero();
		if (count > 0) {
			assertThat(minute.summary().sum().toDouble()).isEqualTo(count * (count - 1) / 2.0);
			BigDecimal last = BigDecimal.valueOf(count - 1);
			for (BigDecimal quantile : QUANTILES) {
				assertThat(minute.quantile(Quantile.of(quantile))).isEqualTo(quantile.multiply(last).doubleValue());
			}
		}
	}

}
