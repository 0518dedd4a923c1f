package io.eventstatistics.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Locale;

/**
 * The heap of ten million events in the window: used heap with the service minus used
 * heap without it, after garbage collections. {@code ./mvnw -Pjmh verify
 * -Dbenchmarks=HeapRun}
 */
final class HeapRun {

	private static final int EVENTS = 10_000_000;

	private HeapRun() {
	}

	static void run() {
		long before = used();
		Feed feed = new Feed(EVENTS);
		feed.service.statistics();
		long inOrder = used() - before;
		long start = System.nanoTime();
		feed.service.snapshot(Feed.WINDOW, true);
		long firstMillis = (System.nanoTime() - start) / 1_000_000;
		long sorted = used() - before;
		for (int i = 0; i < 4 * EVENTS / Feed.BATCH; i++) {
			feed.service.record(feed.atRandom(Feed.BATCH), null);
		}
		long count = feed.service.snapshot(Feed.WINDOW, true).aggregate().summary().count();
		long atRandom = used() - before;
		Reference.reachabilityFence(feed);
		System.out.printf(Locale.ROOT,
				"Heap bytes an event: in order %.2f, sorted for percentiles %.2f (%,d events; the first question took "
						+ "%,d ms); sorted, recorded in random order, %.2f (%,d)%n",
				(double) inOrder / EVENTS, (double) sorted / EVENTS, EVENTS, firstMillis,
				(double) atRandom / count, count);
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
