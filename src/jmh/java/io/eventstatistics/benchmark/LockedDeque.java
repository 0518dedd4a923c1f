package io.eventstatistics.benchmark;

import java.util.ArrayDeque;
import java.util.DoubleSummaryStatistics;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The baseline: a deque of event objects behind a lock, scanned for each query. Events
 * must be in order, and sums are rounded at each addition.
 */
final class LockedDeque {

	private final ReentrantLock lock = new ReentrantLock();

	private final ArrayDeque<Event> events = new ArrayDeque<>();

	private final long windowNanos;

	LockedDeque(long windowNanos) {
		this.windowNanos = windowNanos;
	}

	void record(long now, long timestamp, double value) {
		this.lock.lock();
		try {
			prune(now);
			this.events.addLast(new Event(timestamp, value));
		}
		finally {
			this.lock.unlock();
		}
	}

	DoubleSummaryStatistics statistics(long now) {
		this.lock.lock();
		try {
			prune(now);
			DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
			for (Event event : this.events) {
				statistics.accept(event.value());
			}
			return statistics;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void prune(long now) {
		Event oldest = this.events.peekFirst();
		while (oldest != null && oldest.timestamp() < now - this.windowNanos) {
			this.events.removeFirst();
			oldest = this.events.peekFirst();
		}
	}

	private record Event(long timestamp, double value) {

	}

}
