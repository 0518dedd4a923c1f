package io.eventstatistics.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SplittableRandom;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;

/**
 * Nanoseconds an event to record fresh batches of every kind of traffic, with statistics
 * after each batch of 100,000, and the longest call. Each feed has a window of its own,
 * with some 4 million events in it where the feed is dense. {@code ./mvnw -Pjmh verify
 * -Dbenchmarks=FeedRun}
 */
final class FeedRun implements InstantSource {

	private static final long SECOND = 1_000_000_000;

	private static final long HOUR = 3600 * SECOND;

	private static final int LIVE = 4_000_000;

	/** Nanoseconds between the events of a client that sends 4 million a second. */
	private static final long BURST = 250;

	private static final int[] SIZES = { 1, 1000, 100_000 };

	/** Events whose batches are created before the measurement. */
	private static final int BLOCK = 100_000;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private final SplittableRandom random = new SplittableRandom(42);

	private final EventService service = new EventService(this, Duration.ofHours(1), Duration.ofMinutes(10),
			Long.MAX_VALUE, Long.MAX_VALUE);

	private final Pattern pattern;

	private long now = 1_764_000_000L * SECOND;

	private long events;

	private long longest;

	private FeedRun(Pattern pattern) {
		this.pattern = pattern;
	}

	static void run() {
		System.out.println("Nanoseconds an event, by the size of a batch (longest call with 100,000 in ms)");
		System.out.println("| feed | 1 | 1,000 | 100,000 | longest |\n| --- | --- | --- | --- | --- |");
		for (Pattern pattern : Pattern.values()) {
			StringBuilder row = new StringBuilder("| " + pattern.name().toLowerCase(Locale.ROOT).replace('_', ' '));
			double millis = 0;
			for (int size : SIZES) {
				FeedRun feed = new FeedRun(pattern);
				feed.record(feed.total(), Math.max(1000, size));
				feed.longest = 0;
				row.append(String.format(Locale.ROOT, " | %.1f", feed.record(feed.total() / 2, size)));
				millis = feed.longest / 1e6;
			}
			System.out.println(row.append(String.format(Locale.ROOT, " | %.2f |", millis)));
		}
	}

	private long total() {
		return 3L * LIVE;
	}

	private double record(long count, int size) {
		long spent = 0;
		for (long i = 0; i < count; i += BLOCK) {
			EventBatch[] batches = new EventBatch[BLOCK / size];
			long[] times = new long[batches.length];
			for (int b = 0; b < batches.length; b++) {
				batches[b] = nextBatch(size);
				times[b] = this.now;
			}
			spent += record(batches, times);
		}
		return (double) spent / count;
	}

	private EventBatch nextBatch(int size) {
		EventBatch batch = new EventBatch(size);
		for (int n = 0; n < size; n++) {
			this.now += this.pattern.stepNanos;
			batch.add(this.pattern.timestamp(this.now, this.events++, this.random), this.random.nextDouble());
		}
		return batch;
	}

	/** CPU time of this thread, which excludes other load of the machine. */
	private long record(EventBatch[] batches, long[] times) {
		long start = cpuNanos();
		for (int b = 0; b < batches.length; b++) {
			this.now = times[b];
			this.service.record(batches[b], null);
			if (batches.length == 1) {
				long recorded = cpuNanos();
				this.service.statistics();
				this.longest = Math.max(this.longest, Math.max(recorded - start, cpuNanos() - recorded));
			}
		}
		return cpuNanos() - start;
	}

	private static long cpuNanos() {
		return THREADS.getCurrentThreadCpuTime();
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochSecond(0, this.now);
	}

	private enum Pattern {

		IN_ORDER, RANDOM_OVER_THE_HOUR, RANDOM_WITHIN_1_S(BURST), RANDOM_WITHIN_10_MS(BURST), RANDOM_WITHIN_1_US(BURST),
		ONE_NANOSECOND(BURST),
		REVERSE, SAWTOOTH, TWO_PANES_IN_TURN, WHOLE_SECONDS, ONE_A_SLOT(SECOND), ONE_A_PANE(60 * SECOND);

		private final long stepNanos;

		Pattern() {
			this(HOUR / LIVE);
		}

		Pattern(long stepNanos) {
			this.stepNanos = stepNanos;
		}

		private long timestamp(long now, long index, SplittableRandom random) {
			return switch (this) {
				case IN_ORDER, ONE_A_SLOT, ONE_A_PANE -> now;
				case RANDOM_OVER_THE_HOUR -> now - random.nextLong(HOUR);
				case RANDOM_WITHIN_1_S -> now - random.nextLong(SECOND);
				case RANDOM_WITHIN_10_MS -> now - random.nextLong(SECOND / 100);
				case RANDOM_WITHIN_1_US -> now - random.nextLong(1000);
				case ONE_NANOSECOND -> now - now % HOUR;
				case REVERSE -> now - index % LIVE * (HOUR / LIVE) * 9 / 10;
				case SAWTOOTH -> now - now % (600 * SECOND) + index % 1000 * 1_000_000;
				case TWO_PANES_IN_TURN -> now - index % 2 * HOUR / 2;
				case WHOLE_SECONDS -> now - now % SECOND;
			};
		}

	}

}
