package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/**
 * Locks a directory for one process while it runs.
 */
final class DirectoryLock implements AutoCloseable {

	/** The name of the setting of the directory. */
	static final String PROPERTY = "event-statistics.ledger.directory";

	private static final String NAME = PROPERTY + " ";

	private static final String ROOT = "root";

	private final FileChannel channel;

	private DirectoryLock(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Locks a directory; creates it if it does not exist.
	 * @throws IllegalStateException if another process has locked it, or another user
	 * owns it
	 */
	static DirectoryLock lock(Path directory, Disk disk) throws IOException {
		create(directory.toAbsolutePath(), disk);
		Path file = directory.resolve("lock");
		FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
				Disk.attributes(file, "rw-------"));
		try {
			requireOwner(directory, user(file));
			if (channel.tryLock() == null) {
				throw inUse(directory);
			}
			return new DirectoryLock(channel);
		}
		catch (OverlappingFileLockException ex) {
			channel.close();
			throw inUse(directory);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/** Creates parents as well; a directory is durable once its parent is synced. */
	private static void create(Path directory, Disk disk) throws IOException {
		if (!Files.isDirectory(directory)) {
			Path parent = Objects.requireNonNull(directory.getParent(), "the root is a directory");
			create(parent, disk);
			Files.createDirectory(directory, Disk.attributes(directory, "rwx------"));
			disk.syncDirectory(parent);
		}
	}

	/** Only root can open another user's file. */
	private static String user(Path file) throws IOException {
		return ROOT.equals(System.getProperty("user.name")) ? ROOT : Files.getOwner(file).getName();
	}

	private static IllegalStateException inUse(Path directory) {
		return new IllegalStateException(
				NAME + directory + " is in use by another process: one process has one directory");
	}

	private static void requireOwner(Path directory, String user) throws IOException {
		String owner = Files.getOwner(directory).getName();
		if (!owner.equals(user) && !owner.equals(ROOT)) {
			throw new IllegalStateException(
					NAME + directory + " belongs to " + owner + ", who could change its content, and not to " + user);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
