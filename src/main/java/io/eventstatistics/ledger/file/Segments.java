package io.eventstatistics.ledger.file;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.ledger.Position;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a ledger, in order, and the end up to which each may be read. One
 * thread appends; one reads and removes. Thread-safe.
 */
final class Segments {

	private final ConcurrentSkipListMap<Long, Segment> byNumber = new ConcurrentSkipListMap<>();

	void add(Segment segment) {
		this.byNumber.put(segment.number(), segment);
	}

	void remove(Segment segment) {
		this.byNumber.remove(segment.number());
	}

	Collection<Segment> all() {
		return this.byNumber.values();
	}

	/** Returns the first segment from a number on, or null. */
	@Nullable Segment from(long number) {
		Map.Entry<Long, Segment> entry = this.byNumber.ceilingEntry(number);
		return (entry != null) ? entry.getValue() : null;
	}

	/** Returns the size of all entries in bytes. */
	long bytes() {
		return this.byNumber.values().stream().mapToLong(Segment::end).sum();
	}

	/** Returns the position of the last entry. */
	Position last() {
		for (Segment segment : this.byNumber.descendingMap().values()) {
			if (segment.end() > SegmentHeader.LENGTH) {
				return new Position(segment.number(), segment.end());
			}
		}
		return Position.NONE;
	}

	/** Publishes an entry to the reader. */
	synchronized void extend(Segment segment, long end, long timeMillis) {
		segment.extend(end, timeMillis);
		notifyAll();
	}

	/** Waits for entries after a position. */
	synchronized void await(Position after, Duration wait) {
		long deadline = System.nanoTime() + wait.toNanos();
		long left = wait.toNanos();
		try {
			while (left > 0 && last().compareTo(after) <= 0) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
				left = deadline - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
