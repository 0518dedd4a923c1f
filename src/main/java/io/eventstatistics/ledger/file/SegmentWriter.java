package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogFailedException;
import io.eventstatistics.ledger.LogRefusalException;
import org.jspecify.annotations.Nullable;

/**
 * Appends entries to the last segment, and starts a new one about every minute and every
 * 64 MB. A partial write is cut off and refused. A failed sync is permanent: the
 * operating system may have dropped the data, and a second sync would not report it. One
 * thread appends, another syncs every second.
 */
final class SegmentWriter implements LogAppender {

	private static final long MAX_NANOS = Duration.ofMinutes(1).toNanos();

	private final Path directory;

	private final Disk disk;

	private final Sync sync;

	private final Limits limits;

	private final Segments segments;

	private final SecureRandom salts = new SecureRandom();

	private volatile Segment segment;

	/**
	 * Stays open, because a sync reports only errors of writes through the same channel.
	 */
	private volatile FileChannel channel;

	private Frame frame;

	private long sinceNanos = System.nanoTime();

	private long number;

	/** Whether there may be bytes after the last entry. */
	private boolean torn;

	private volatile boolean unsynced;

	private volatile @Nullable String failure;

	SegmentWriter(Path directory, Disk disk, Sync sync, Limits limits, Recovery recovered) {
		this.directory = directory;
		this.disk = disk;
		this.sync = sync;
		this.limits = limits;
		this.segments = recovered.segments();
		this.segment = recovered.last();
		this.channel = recovered.channel();
		this.frame = new Frame(this.segment.salt());
		this.number = this.segment.number();
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void append(byte[] entry, Instant time) {
		requireNoFailure();
		long length = Frame.HEAD + entry.length;
		try {
			repair();
			if (isOver(length)) {
				begin();
			}
			requireRoom(length);
			write(entry, time);
		}
		catch (ClosedChannelException ex) {
			fail("the file that is appended to in " + this.directory + " was closed");
			requireNoFailure();
		}
		catch (IOException ex) {
			throw new LogRefusalException("cannot write to " + this.directory + ": " + Disk.reason(ex), ex);
		}
	}

	/**
	 * Checks the size after a segment that is over was replaced, because the last one
	 * would never be deleted. Leaves room for the next header.
	 */
	private void requireRoom(long length) {
		if (length + SegmentHeader.LENGTH > this.limits.maxBytes() - this.segments.bytes()) {
			throw new LogRefusalException("it has the %d bytes that event-statistics.ledger.max-size allows"
				.formatted(this.limits.maxBytes()));
		}
	}

	private boolean isOver(long length) {
		boolean full = this.segment.end() + length > this.limits.segmentBytes();
		return this.segment.end() > SegmentHeader.LENGTH && (full || System.nanoTime() - this.sinceNanos > MAX_NANOS);
	}

	private void write(byte[] entry, Instant time) throws IOException {
		long offset = this.segment.end();
		ByteBuffer bytes = this.frame.encode(offset, time.toEpochMilli(), entry);
		this.torn = true;
		try {
			writeAll(this.channel, bytes, offset);
		}
		catch (IOException ex) {
			repair();
			throw ex;
		}
		this.torn = false;
		if (this.sync == Sync.ALWAYS) {
			requireSync(() -> this.channel.force(false));
		}
		else {
			this.unsynced = true;
		}
		this.segments.extend(this.segment, offset + bytes.limit(), time.toEpochMilli());
	}

	private void repair() throws IOException {
		if (this.torn) {
			this.channel.truncate(this.segment.end());
			this.torn = false;
		}
	}

	private static void writeAll(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
		while (bytes.hasRemaining()) {
			channel.write(bytes, offset + bytes.position());
		}
	}

	/** Starts a segment, whose file is durable before its first entry. */
	private void begin() throws IOException {
		this.number++;
		Path file = Segment.file(this.directory, this.number);
		long salt = this.salts.nextLong();
		FileChannel next = this.disk.create(file);
		try {
			writeAll(next, SegmentHeader.encode(salt), 0);
		}
		catch (IOException ex) {
			next.close();
			this.disk.delete(file);
			throw ex;
		}
		requireSync(() -> {
			this.channel.force(false);
			next.force(false);
			this.disk.syncDirectory(this.directory);
		});
		replace(new Segment(this.number, file, salt, SegmentHeader.LENGTH, 0), next);
	}

	private void replace(Segment next, FileChannel nextChannel) throws IOException {
		FileChannel former = this.channel;
		this.segment = next;
		this.channel = nextChannel;
		this.frame = new Frame(next.salt());
		this.sinceNanos = System.nanoTime();
		this.segments.add(next);
		former.close();
	}

	/** Syncs the writes since the last sync. Called by any thread. */
	void flush() {
		if (this.unsynced && this.failure == null) {
			this.unsynced = false;
			FileChannel current = this.channel;
			requireSync(() -> {
				try {
					current.force(false);
				}
				catch (ClosedChannelException ex) {
					// it was synced before it was closed
				}
			});
		}
	}

	private void requireSync(Syncing syncing) {
		try {
			syncing.run();
		}
		catch (IOException ex) {
			fail("cannot sync " + this.directory + ": " + Disk.reason(ex));
			requireNoFailure();
		}
	}

	/** Refuses all further calls. */
	void fail(String reason) {
		this.failure = reason;
	}

	/**
	 * Checks that the log has not failed permanently.
	 * @throws LogFailedException if it has failed
	 */
	void requireNoFailure() {
		String reason = this.failure;
		if (reason != null) {
			throw new LogFailedException(reason);
		}
	}

	/** Returns whether a segment is the current one. */
	boolean isLast(Segment other) {
		return other == this.segment;
	}

	/** The file stays open until {@link #finish}. */
	@Override
	public void close() {
	}

	/** Syncs and closes the file. */
	void finish() throws IOException {
		try (FileChannel last = this.channel) {
			if (this.sync != Sync.NEVER && this.failure == null) {
				last.force(false);
			}
		}
	}

	/**
	 * Sizes.
	 *
	 * @param maxBytes the largest size of all segments together
	 * @param segmentBytes the largest size of one segment, unless one entry is larger
	 */
	record Limits(long maxBytes, long segmentBytes) {

	}

	private interface Syncing {

		void run() throws IOException;

	}

}
