package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file system operations of the ledger; replaceable so that tests can inject
 * failures.
 */
class Disk {

	private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
			StandardOpenOption.WRITE);

	private static final Set<StandardOpenOption> EXISTING = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

	/** Creates a file that only its owner reads and writes. */
	FileChannel create(Path file) throws IOException {
		return FileChannel.open(file, NEW, attributes(file, "rw-------"));
	}

	/** Opens an existing file. */
	FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, EXISTING);
	}

	/** Deletes a file. */
	void delete(Path file) throws IOException {
		Files.delete(file);
	}

	/** Syncs the directory, so that created and deleted files are durable. */
	void syncDirectory(Path directory) throws IOException {
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	/**
	 * Returns what failed; the message of some exceptions is the name of the file alone.
	 */
	static String reason(IOException failure) {
		String message = String.valueOf(failure.getMessage());
		if (failure instanceof AccessDeniedException) {
			return "permission denied: " + message;
		}
		if (failure instanceof FileAlreadyExistsException) {
			return "exists already: " + message;
		}
		return (failure instanceof NoSuchFileException) ? "does not exist: " + message : message;
	}

	static FileAttribute<?>[] attributes(Path path, String permissions) {
		boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
