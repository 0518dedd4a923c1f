package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Locks a directory for one process while it runs.
 */
final class DirectoryLock implements AutoCloseable {

	/** The name of the setting of the directory. */
	static final String PROPERTY = "event-statistics.ledger.directory";

	private static final String NAME = PROPERTY + " ";

	private static final String ROOT = "root";

	private final Path file;

	private final FileChannel channel;

	/** Identifies the file that is locked, whatever its name; null if unsupported. */
	private final @Nullable Object key;

	private DirectoryLock(Path file, FileChannel channel) throws IOException {
		this.file = file;
		this.channel = channel;
		this.key = key(file);
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
			return new DirectoryLock(file, channel);
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

	Path file() {
		return this.file;
	}

	/**
	 * Returns whether the file is still the one that is locked. Otherwise another process
	 * could lock a new file of the same name.
	 */
	boolean isHeld() throws IOException {
		try {
			return Objects.equals(this.key, key(this.file));
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	private static @Nullable Object key(Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
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
