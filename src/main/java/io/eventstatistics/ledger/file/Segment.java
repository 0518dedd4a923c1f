package io.eventstatistics.ledger.file;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file of entries, whose end only grows. One thread appends; other threads may read its
 * state.
 */
final class Segment {

	/** 20 digits, below 9 * 10^18. */
	static final String NAME = "0[0-8]\\d{18}\\.log";

	private final long number;

	private final Path file;

	private final long salt;

	/** Written by the appending thread only. */
	private volatile long end;

	/** The latest time of an entry in milliseconds since the epoch. */
	private final AtomicLong lastMillis;

	/**
	 * Describes a segment.
	 * @param number ascending from segment to segment
	 * @param file the file
	 * @param salt the salt of its frames
	 * @param end the offset after its last entry
	 * @param lastMillis an upper bound of the time of its last entry
	 */
	Segment(long number, Path file, long salt, long end, long lastMillis) {
		this.number = number;
		this.file = file;
		this.salt = salt;
		this.end = end;
		this.lastMillis = new AtomicLong(lastMillis);
	}

	static Path file(Path directory, long number) {
		return directory.resolve("%020d.log".formatted(number));
	}

	long number() {
		return this.number;
	}

	Path file() {
		return this.file;
	}

	long salt() {
		return this.salt;
	}

	long end() {
		return this.end;
	}

	long lastMillis() {
		return this.lastMillis.get();
	}

	/** Returns this segment with a lower end. */
	Segment cut(long newEnd) {
		return new Segment(this.number, this.file, this.salt, newEnd, lastMillis());
	}

	/** Updates end and time by an entry that was written; for the appending thread. */
	void extend(long newEnd, long timeMillis) {
		hasRead(timeMillis);
		this.end = newEnd;
	}

	/** Updates the time by an entry that was read. */
	void hasRead(long timeMillis) {
		if (timeMillis > this.lastMillis.get()) {
			this.lastMillis.accumulateAndGet(timeMillis, Math::max);
		}
	}

}
