package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventServiceConcurrencyTests {

	private static final int WRITERS = 10;

	@Test
	void nothingIsLostAndNothingIsTorn() throws Exception {
		EventService service = new EventService(InstantSource.system(), Duration.ofHours(1), Duration.ofMinutes(10),
				Long.MAX_VALUE, Long.MAX_VALUE);
		AtomicBoolean writing = new AtomicBoolean(true);
		AtomicLong reads = new AtomicLong();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
		try {
			List<Future<?>> readers = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				readers.add(threads.submit(() -> {
					long last = 0;
					while (writing.get()) {
						Statistics statistics = service.statistics();
						assertThat(statistics.count() % 2).isZero();
						assertThat(statistics.count()).isGreaterThanOrEqualTo(last);
						if (statistics.count() > 0) {
							assertThat(statistics.mean()).isZero();
							assertThat(statistics.min()).isEqualTo(-statistics.max());
						}
						last = statistics.count();
						reads.incrementAndGet();
					}
				}));
			}
			List<Future<?>> writers = new ArrayList<>();
			CountDownLatch start = new CountDownLatch(1);
			for (int i = 0; i < WRITERS; i++) {
				writers.add(threads.submit(() -> {
					start.await();
					for (int n = 1; n <= 2_000; n++) {
						service.record(oppositeValues(n), null);
					}
					return null;
				}));
			}
			start.countDown();
			for (Future<?> writer : writers) {
				writer.get();
			}
			writing.set(false);
			for (Future<?> reader : readers) {
				reader.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(service.statistics()).isEqualTo(new Statistics(2L * WRITERS * 2_000, -2_000.1, 2_000.1, 0));
		assertThat(reads).hasPositiveValue();
	}

	@Test
	void recordedIsCountedPlusExpiredPlusRefused() throws Exception {
		MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00Z"));
		EventService service = new EventService(clock, Duration.ofSeconds(10), Duration.ofSeconds(1), Long.MAX_VALUE,
				Long.MAX_VALUE);
		AtomicLong refused = new AtomicLong();
		AtomicLong expired = new AtomicLong();
		long seed = new Random().nextLong();
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < WRITERS; i++) {
				Random random = new Random(seed + i);
				writers.add(threads.submit(() -> {
					for (int n = 0; n < 1_000; n++) {
						long age = random.nextLong(-2_000_000_000L, 20_000_000_000L);
						EventBatch batch = new EventBatch(1);
						batch.add(clock.nanos() - age, n);
						try {
							service.record(batch, null);
							expired.addAndGet((age > 10_000_000_000L) ? 1 : 0);
						}
						catch (TimestampAheadException ex) {
							refused.incrementAndGet();
						}
					}
				}));
			}
			for (Future<?> writer : writers) {
				writer.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(service.statistics().count()).as("seed %d", seed)
			.isEqualTo(1_000L * WRITERS - expired.get() - refused.get());
		assertThat(expired).hasPositiveValue();
		assertThat(refused).hasPositiveValue();
	}

	private static EventBatch oppositeValues(int n) {
		Instant now = Instant.now();
		EventBatch batch = new EventBatch(2);
		batch.add(now, n + 0.1);
		batch.add(now.minusSeconds(n), -n - 0.1);
		return batch;
	}

}
