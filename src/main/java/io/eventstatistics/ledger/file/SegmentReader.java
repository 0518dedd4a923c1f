package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.eventstatistics.ledger.LogEntry;
import io.eventstatistics.ledger.Position;

/**
 * Reads the entries of a segment, a megabyte or an entry at a time. A damaged part is
 * returned as one entry that cannot be decoded, and the next frame is searched byte by
 * byte. Not thread-safe.
 */
final class SegmentReader implements AutoCloseable {

	/** Stands for a damaged entry. */
	static final byte[] DAMAGED = {};

	private static final int CHUNK = 1 << 20;

	private final Segment segment;

	private final FileChannel channel;

	private final Frame frame;

	private ByteBuffer bytes = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

	/** The offset of the first byte. */
	private long start;

	private long end;

	private int index;

	SegmentReader(Segment segment, FileChannel channel) {
		this.segment = segment;
		this.channel = channel;
		this.frame = new Frame(segment.salt());
	}

	Segment segment() {
		return this.segment;
	}

	/**
	 * Reads the next entries.
	 * @param offset after the entry before, or of the segment's beginning
	 * @param to the offset after the last entry that may be read
	 * @return entries, none if there are none up to that offset
	 */
	List<LogEntry> read(long offset, long to) throws IOException {
		this.start = Math.max(offset, SegmentHeader.LENGTH);
		this.end = to;
		List<LogEntry> entries = new ArrayList<>();
		if (this.start < to) {
			fill(CHUNK);
			this.index = 0;
			while (readOne(entries)) {
				continue;
			}
		}
		return entries;
	}

	/** Returns false if the rest of the chunk has no complete entry. */
	private boolean readOne(List<LogEntry> entries) throws IOException {
		if (this.index == this.bytes.limit()) {
			return false;
		}
		if (!this.frame.isAt(this.bytes, this.index, offset(this.index))) {
			return passDamage(entries);
		}
		long length = Frame.HEAD + (long) Frame.length(this.bytes, this.index);
		if (length > this.end - offset(this.index)) {
			return passDamage(entries);
		}
		if (length > this.bytes.limit() - this.index) {
			if (!entries.isEmpty()) {
				return false;
			}
			this.start = offset(this.index);
			fill(length);
			this.index = 0;
		}
		entries.add(entry((int) length));
		return true;
	}

	private LogEntry entry(int length) {
		int from = this.index;
		this.index += length;
		long millis = Frame.timeMillis(this.bytes, from);
		boolean intact = this.frame.isIntact(this.bytes, from);
		if (intact) {
			this.segment.hasRead(millis);
		}
		return new LogEntry(position(), Instant.ofEpochMilli(millis),
				intact ? Arrays.copyOfRange(this.bytes.array(), from + Frame.HEAD, this.index) : DAMAGED);
	}

	/**
	 * Skips to the next frame of the chunk, or else near its end, or to the end of the
	 * segment.
	 */
	private boolean passDamage(List<LogEntry> entries) {
		boolean last = offset(this.bytes.limit()) == this.end;
		if (!last && !entries.isEmpty() && this.bytes.limit() - this.index < Frame.HEAD) {
			return false;
		}
		int limit = last ? this.bytes.limit() : this.bytes.limit() - Frame.HEAD + 1;
		do {
			this.index++;
		}
		while (this.index < limit && !isWholeFrame());
		entries.add(new LogEntry(position(), Instant.ofEpochMilli(this.segment.lastMillis()), DAMAGED));
		return this.index < limit;
	}

	private boolean isWholeFrame() {
		return this.frame.isAt(this.bytes, this.index, offset(this.index))
				&& Frame.HEAD + (long) Frame.length(this.bytes, this.index) <= this.end - offset(this.index);
	}

	private Position position() {
		return new Position(this.segment.number(), offset(this.index));
	}

	private long offset(int at) {
		return this.start + at;
	}

	/** Reads a number of bytes from the start, or fewer at the end of the file. */
	private void fill(long length) throws IOException {
		int wanted = Math.toIntExact(Math.min(length, this.end - this.start));
		if (this.bytes.capacity() < wanted || this.bytes.capacity() > CHUNK && wanted <= CHUNK) {
			this.bytes = ByteBuffer.allocate(Math.max(wanted, CHUNK)).order(ByteOrder.LITTLE_ENDIAN);
		}
		this.bytes.clear().limit(wanted);
		while (this.bytes.hasRemaining()) {
			if (this.channel.read(this.bytes, this.start + this.bytes.position()) < 0) {
				throw new IOException(this.segment.file() + " is shorter than it was");
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
