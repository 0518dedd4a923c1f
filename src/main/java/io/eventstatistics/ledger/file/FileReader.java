package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.eventstatistics.ledger.LogEntry;
import io.eventstatistics.ledger.LogReader;
import io.eventstatistics.ledger.LogRefusalException;
import io.eventstatistics.ledger.Position;
import io.eventstatistics.ledger.Positions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the segments one after the other, and deletes expired ones. A position is the
 * number of a segment and the offset after an entry.
 */
final class FileReader implements LogReader {

	private static final Logger logger = LoggerFactory.getLogger(FileReader.class);

	private final Path directory;

	private final Disk disk;

	private final DirectoryLock lock;

	private final Segments segments;

	private final SegmentWriter writer;

	private @Nullable SegmentReader current;

	FileReader(Path directory, Disk disk, DirectoryLock lock, Segments segments, SegmentWriter writer) {
		this.directory = directory;
		this.disk = disk;
		this.lock = lock;
		this.segments = segments;
		this.writer = writer;
	}

	@Override
	public List<LogEntry> read(Positions after, Duration wait) {
		if (!wait.isZero()) {
			this.segments.await(after.in(0), wait);
		}
		if (after.equals(Positions.NONE)) {
			hasLost(Instant.EPOCH);
		}
		try {
			return readOn(after.in(0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<LogEntry> readOn(Position after) throws IOException {
		Segment segment = this.segments.from(after.high());
		while (segment != null) {
			Segment next = this.segments.from(segment.number() + 1);
			long offset = (segment.number() == after.high()) ? after.low() : 0;
			List<LogEntry> entries = (offset < segment.end()) ? reader(segment).read(offset, segment.end()) : List.of();
			if (!entries.isEmpty()) {
				return entries;
			}
			segment = next;
		}
		return List.of();
	}

	private SegmentReader reader(Segment segment) throws IOException {
		SegmentReader reader = this.current;
		if (reader == null || reader.segment() != segment) {
			closeCurrent();
			reader = new SegmentReader(segment, FileChannel.open(segment.file(), StandardOpenOption.READ));
			this.current = reader;
		}
		return reader;
	}

	@Override
	public Positions last() {
		return Positions.of(this.segments.last());
	}

	@Override
	public boolean isIntact(Positions read, Instant firstKept) {
		requireLock();
		return !hasLost(firstKept);
	}

	/**
	 * Drops what was deleted or cut off from outside. Each end is read before the size of
	 * the file, which may grow meanwhile.
	 * @return whether it was appended at an instant or later
	 */
	private boolean hasLost(Instant firstKept) {
		boolean lost = false;
		for (Segment segment : this.segments.all()) {
			long end = segment.end();
			long size = size(segment);
			if (size >= end) {
				continue;
			}
			if (this.writer.isLast(segment)) {
				this.writer.fail(segment.file() + " was deleted or truncated by another process");
				continue;
			}
			logger.warn("{} was deleted or truncated by another process", segment.file());
			this.segments.remove(segment);
			if (size >= 0) {
				this.segments.add(segment.cut(size));
			}
			lost |= segment.lastMillis() >= firstKept.toEpochMilli();
		}
		return lost;
	}

	private void requireLock() {
		try {
			if (!this.lock.isHeld()) {
				this.writer.fail(this.lock.file() + " was deleted or replaced: another process could append as well");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long size(Segment segment) {
		try {
			return Files.size(segment.file());
		}
		catch (NoSuchFileException ex) {
			return -1;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Deletes segments whose last entry was appended before an instant. */
	@Override
	public void trim(Instant before) {
		this.writer.requireNoFailure();
		try {
			boolean deleted = false;
			for (Segment segment : this.segments.all()) {
				if (!this.writer.isLast(segment) && segment.lastMillis() < before.toEpochMilli()) {
					this.disk.delete(segment.file());
					this.segments.remove(segment);
					deleted = true;
				}
			}
			if (deleted) {
				sync();
			}
		}
		catch (IOException ex) {
			throw new LogRefusalException("cannot delete in " + this.directory + ": " + Disk.reason(ex), ex);
		}
	}

	private void sync() throws IOException {
		try {
			this.disk.syncDirectory(this.directory);
		}
		catch (ClosedByInterruptException ex) {
			throw ex;
		}
		catch (IOException ex) {
			this.writer.fail("cannot sync " + this.directory + ": " + Disk.reason(ex));
			this.writer.requireNoFailure();
		}
	}

	private void closeCurrent() throws IOException {
		if (this.current != null) {
			this.current.close();
			this.current = null;
		}
	}

	@Override
	public void close() {
		try {
			closeCurrent();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
