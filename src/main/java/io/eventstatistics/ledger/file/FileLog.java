package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.Log;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogFailedException;
import io.eventstatistics.ledger.LogReader;

/**
 * A log in a directory, for one process. Thread-safe.
 */
public final class FileLog implements Log, AutoCloseable {

	private static final long SEGMENT_BYTES = 64 << 20;

	private final Path directory;

	private final Disk disk;

	private final DirectoryLock lock;

	private final Segments segments;

	private final SegmentWriter writer;

	private final ScheduledExecutorService syncing = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "ledger-sync");
		thread.setDaemon(true);
		return thread;
	});

	private FileLog(Path directory, Disk disk, DirectoryLock lock, Sync sync, SegmentWriter.Limits limits,
			Recovery recovered) {
		this.directory = directory;
		this.disk = disk;
		this.lock = lock;
		this.segments = recovered.segments();
		this.writer = new SegmentWriter(directory, disk, sync, limits, recovered);
		if (sync == Sync.EVERYSEC) {
			this.syncing.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
		}
	}

	/**
	 * Opens the log; creates it if it does not exist. All entries found are then synced.
	 * @param directory the directory
	 * @param sync when appends are synced to disk
	 * @param maxBytes the largest size of all segments
	 * @return the log
	 * @throws IllegalStateException if another process has locked it, or another user
	 * owns it
	 * @throws UncheckedIOException if the disk fails
	 */
	public static FileLog open(Path directory, Sync sync, long maxBytes) {
		return open(directory, sync, maxBytes, SEGMENT_BYTES, new Disk());
	}

	static FileLog open(Path directory, Sync sync, long maxBytes, long segmentBytes, Disk disk) {
		try {
			DirectoryLock lock = DirectoryLock.lock(directory, disk);
			try {
				SegmentWriter.Limits limits = new SegmentWriter.Limits(maxBytes, segmentBytes);
				return new FileLog(directory, disk, lock, sync, limits, Recovery.of(directory, disk));
			}
			catch (IOException | RuntimeException ex) {
				lock.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot open the ledger in " + directory + ": " + Disk.reason(ex), ex);
		}
	}

	private void flush() {
		try {
			this.writer.flush();
		}
		catch (LogFailedException ex) {
			// the next append or trim reports it
		}
	}

	@Override
	public LogAppender openAppender(int partition) {
		return this.writer;
	}

	@Override
	public LogReader openReader() {
		return new FileReader(this.directory, this.disk, this.lock, this.segments, this.writer);
	}

	/** Syncs and closes the files, and unlocks the directory. */
	@Override
	public void close() {
		this.syncing.shutdown();
		try (this.lock) {
			this.writer.finish();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
