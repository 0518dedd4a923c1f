package io.eventstatistics.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Meters;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.rank.Quantile;

/**
 * The cost of percentiles at the service: the first query after all events were recorded,
 * later queries, a history, the slowdown of concurrent recording, and how long a query
 * holds the lock. Log-normal values.
 * {@code ./mvnw -Pjmh verify -Dbenchmarks=PercentileRun}, about a minute; needs 6 GB.
 */
final class PercentileRun {

	private static final List<Quantile> WANTED = List.of(new Quantile(5, 1), new Quantile(99, 2),
			new Quantile(999, 3));

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final int ASKED = 41;

	private static final int QUESTIONS = 1000;

	private static final int RECORDED = 20_000_000;

	/** Nanoseconds from one batch to the next. */
	private static final long PAUSE = 200L * Feed.BATCH;

	private final Feed feed;

	private final int live;

	private PercentileRun(int live) {
		this.live = live;
		this.feed = new Feed(live);
	}

	static void run() throws InterruptedException {
		System.out.println("p50, p99 and p99.9 of the window, in milliseconds of CPU time, median of " + ASKED);
		System.out.println("| events | first | next, with new events | again | history of 60 | bytes an event |");
		System.out.println("| --- | --- | --- | --- | --- | --- |");
		for (int live : new int[] { 1_000_000, 10_000_000, 100_000_000 }) {
			PercentileRun run = new PercentileRun(live);
			run.print();
			if (live == 10_000_000) {
				run.recordBesideQuestions();
				run.holdByQuestions();
			}
		}
	}

	private void print() {
		double first = millis(this::percentiles);
		double next = median(() -> {
			this.feed.service.record(this.feed.inOrder(Feed.BATCH), null);
			return millis(this::percentiles);
		});
		double again = median(() -> millis(this::percentiles));
		double history = median(() -> millis(this::history));
		Meters meters = this.feed.service.meters();
		System.out.printf(Locale.ROOT, "| %,d | %.1f | %.2f | %.2f | %.2f | %.2f |%n", this.live, first, next, again,
				history, (double) meters.bytes() / meters.held());
	}

	private void percentiles() {
		Snapshot snapshot = this.feed.service.snapshot(Feed.WINDOW, true);
		snapshot.aggregate().select(WANTED);
	}

	private void history() {
		this.feed.service.history(Feed.WINDOW, Duration.ofMinutes(1), true)
			.points()
			.forEach((point) -> point.aggregate().select(WANTED.subList(0, 2)));
	}

	/**
	 * Batches of 1,024 in order, 5 million events a second, with and without queries from
	 * another thread.
	 */
	private void recordBesideQuestions() throws InterruptedException {
		double[] without = recorded();
		AtomicBoolean ended = new AtomicBoolean();
		Thread asking = new Thread(() -> {
			while (!ended.get()) {
				percentiles();
				sleep();
			}
		});
		asking.start();
		double[] beside = recorded();
		ended.set(true);
		asking.join();
		System.out.printf(Locale.ROOT,
				"Recording beside ten questions a second: %.2f of the rate without; longest call %.0f us (without %.0f)%n",
				without[0] / beside[0], beside[1] / 1000, without[1] / 1000);
	}

	/**
	 * How long a question holds the service's lock at a time, seen by a thread that
	 * watches the lock: of each question the longest hold. The first half warms up.
	 */
	private void holdByQuestions() throws InterruptedException {
		ReentrantLock lock = lockOf(this.feed.service);
		double[] longest = new double[QUESTIONS];
		for (int i = -QUESTIONS; i < QUESTIONS; i++) {
			this.feed.service.record(this.feed.inOrder(Feed.BATCH), null);
			Thread asking = new Thread(this::percentiles);
			asking.start();
			longest[Math.max(i, 0)] = longestHold(lock, asking);
		}
		Arrays.sort(longest);
		System.out.printf(Locale.ROOT,
				"Longest hold of the lock by a question: median of %d %.0f us, nine in ten %.0f us, 99 in 100 %.0f us%n",
				QUESTIONS, longest[QUESTIONS / 2], longest[QUESTIONS * 9 / 10], longest[QUESTIONS * 99 / 100]);
	}

	/** Returns the longest time that a lock is held while a thread runs, in microseconds. */
	private static double longestHold(ReentrantLock lock, Thread thread) {
		long longest = 0;
		while (thread.isAlive()) {
			if (lock.isLocked()) {
				long start = System.nanoTime();
				while (lock.isLocked()) {
					Thread.onSpinWait();
				}
				longest = Math.max(longest, System.nanoTime() - start);
			}
		}
		return longest / 1000.0;
	}

	private static ReentrantLock lockOf(EventService service) {
		try {
			Field lock = EventService.class.getDeclaredField("lock");
			lock.setAccessible(true);
			return (ReentrantLock) lock.get(service);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void sleep() {
		try {
			Thread.sleep(100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Returns the nanoseconds of all calls, and their 99.9th percentile. */
	private double[] recorded() {
		long[] calls = new long[RECORDED / Feed.BATCH];
		long sum = 0;
		long begun = System.nanoTime();
		for (int i = 0; i < calls.length; i++) {
			var batch = this.feed.inOrder(Feed.BATCH);
			long start = System.nanoTime();
			this.feed.service.record(batch, null);
			calls[i] = System.nanoTime() - start;
			sum += calls[i];
			while (System.nanoTime() - begun < i * PAUSE) {
				Thread.onSpinWait();
			}
		}
		Arrays.sort(calls);
		return new double[] { sum, calls[calls.length - 1 - calls.length / 1000] };
	}

	private static double millis(Runnable action) {
		long start = THREADS.getCurrentThreadCpuTime();
		action.run();
		return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
	}

	private static double median(Measured measured) {
		double[] all = new double[ASKED];
		for (int i = 0; i < ASKED; i++) {
			all[i] = measured.millis();
		}
		Arrays.sort(all);
		return all[ASKED / 2];
	}

	@FunctionalInterface
	private interface Measured {

		double millis();

	}

}
