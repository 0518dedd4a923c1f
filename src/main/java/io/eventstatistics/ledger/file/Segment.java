package io.eventstatistics.ledger.file;

import java.nio.file.Path;

/**
 * A file of entries. Its end only grows; others may read what changes.
 */
final class Segment {

	static final String SUFFIX = ".log";

	private final long number;

	private final Path file;

	private final long salt;

	private volatile long end;

	/** In milliseconds since the epoch, by the entries' own times. */
	private volatile long lastMillis;

	/**
	 * Describes a segment.
	 * @param number later ones have greater numbers
	 * @param file where it is
	 * @param salt of its frames
	 * @param end the offset after its last entry
	 * @param lastMillis at or after the time of its last entry, as far as is known
	 */
	Segment(long number, Path file, long salt, long end, long lastMillis) {
		this.number = number;
		this.file = file;
		this.salt = salt;
		this.end = end;
		this.lastMillis = lastMillis;
	}

	static Path file(Path directory, long number) {
		return directory.resolve("%020d%s".formatted(number, SUFFIX));
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
		return this.lastMillis;
	}

	/** Returns this segment as a shorter one. */
	Segment cut(long newEnd) {
		return new Segment(this.number, this.file, this.salt, newEnd, this.lastMillis);
	}

	/** Takes in an entry that was written or read. */
	void extend(long newEnd, long timeMillis) {
		this.lastMillis = Math.max(this.lastMillis, timeMillis);
		this.end = Math.max(this.end, newEnd);
	}

}
