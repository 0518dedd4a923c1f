package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A disk that fails once at a certain operation or is full, and that forgets what was not
 * synced when the power is cut.
 */
final class FaultyDisk extends Disk {

	private final Map<Path, Long> synced = new HashMap<>();

	/** The files whose names would survive a power failure. */
	private final Set<Path> lasting = new HashSet<>();

	private final Set<Path> created = new HashSet<>();

	private long operations;

	private long failsAt = -1;

	private long space = Long.MAX_VALUE;

	/** Lets an operation fail, counted from now and 0. */
	void failAfter(long more) {
		this.failsAt = this.operations + more;
	}

	void setSpace(long bytes) {
		this.space = bytes;
	}

	boolean hasFailed() {
		return this.failsAt >= 0 && this.operations > this.failsAt;
	}

	@Override
	FileChannel create(Path file) throws IOException {
		operate("create");
		this.created.add(file);
		this.synced.put(file, 0L);
		return new FaultyChannel(this, file, super.create(file));
	}

	@Override
	FileChannel open(Path file) throws IOException {
		operate("open");
		this.synced.putIfAbsent(file, Files.size(file));
		this.created.add(file);
		this.lasting.add(file);
		return new FaultyChannel(this, file, super.open(file));
	}

	@Override
	void delete(Path file) throws IOException {
		operate("delete");
		super.delete(file);
		this.created.remove(file);
		this.lasting.remove(file);
	}

	@Override
	void syncDirectory(Path directory) throws IOException {
		operate("sync of the directory");
		super.syncDirectory(directory);
		this.lasting.addAll(this.created);
	}

	/** Returns how many of the bytes fit. */
	int take(int bytes) {
		int taken = (int) Math.min(this.space, bytes);
		this.space -= taken;
		return taken;
	}

	void operate(String what) throws IOException {
		if (this.operations++ == this.failsAt) {
			throw new IOException("injected fault at " + what);
		}
	}

	void synced(Path file, long size) {
		this.synced.put(file, size);
	}

	/** Drops unsynced writes, or a part of them. */
	void cutPower(Random random) throws IOException {
		for (Path file : this.created) {
			if (!this.lasting.contains(file) && random.nextBoolean()) {
				Files.deleteIfExists(file);
			}
			else if (Files.exists(file)) {
				long size = Files.size(file);
				long kept = Math.min(this.synced.getOrDefault(file, 0L), size);
				try (FileChannel channel = super.open(file)) {
					channel.truncate(kept + random.nextLong(size - kept + 1));
				}
			}
		}
	}

}
