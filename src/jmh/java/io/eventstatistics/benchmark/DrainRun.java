package io.eventstatistics.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

import io.eventstatistics.event.EventBatch;

/**
 * The distribution of single calls while seconds of a million events each, in random
 * order, leave the window: the edge moves a microsecond a call, and every tenth call
 * records an event. {@code ./mvnw -Pjmh verify -Dbenchmarks=DrainRun}
 */
final class DrainRun {

	private static final int EVENTS = 1_000_000;

	private static final int SECONDS = 5;

	private static final long SECOND = 1_000_000_000;

	private DrainRun() {
	}

	static void run() {
		Feed feed = new Feed(0);
		SplittableRandom random = new SplittableRandom(42);
		long start = feed.now();
		for (int second = 0; second < SECONDS; second++) {
			for (int i = 0; i < EVENTS; i += Feed.BATCH) {
				EventBatch batch = new EventBatch(Feed.BATCH);
				for (int n = 0; n < Feed.BATCH; n++) {
					batch.add(start + second * SECOND + random.nextLong(SECOND), random.nextDouble());
				}
				feed.service.record(batch, null);
			}
		}
		feed.advance(Feed.WINDOW.toNanos());
		int calls = EVENTS * SECONDS;
		long[] statistics = new long[calls];
		long[] records = new long[calls / 10];
		EventBatch one = new EventBatch(1);
		for (int i = 0; i < calls; i++) {
			feed.advance(SECOND / EVENTS);
			long before = System.nanoTime();
			feed.service.statistics();
			statistics[i] = System.nanoTime() - before;
			if (i % 10 == 0) {
				one.clear();
				one.add(feed.now(), i);
				before = System.nanoTime();
				feed.service.record(one, null);
				records[i / 10] = System.nanoTime() - before;
			}
		}
		System.out.println("While seconds of a million events leave, nanoseconds a call:");
		print("statistics", statistics);
		print("record", records);
	}

	/** Without the first second, which warms up. */
	private static void print(String name, long[] all) {
		long[] nanos = Arrays.copyOfRange(all, all.length / SECONDS, all.length);
		Arrays.sort(nanos);
		System.out.printf(Locale.ROOT, "  %-10s  p50 %,d  p99 %,d  p99.9 %,d  p99.99 %,d  p99.999 %,d  max %,d%n", name,
				at(nanos, 0.5), at(nanos, 0.99), at(nanos, 0.999), at(nanos, 0.9999), at(nanos, 0.99999), at(nanos, 1));
	}

	private static long at(long[] sorted, double rank) {
		return sorted[(int) Math.min(sorted.length - 1, rank * sorted.length)];
	}

}
