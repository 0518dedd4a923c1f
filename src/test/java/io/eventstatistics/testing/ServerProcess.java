package io.eventstatistics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A server in a process and a folder of its own, on this machine, that can be killed,
 * paused and started again.
 */
public abstract class ServerProcess implements AutoCloseable {

	/** How often a server that starts is asked whether it answers. */
	static final int MAX_TRIES = 600;

	private final Path folder;

	private @Nullable Process process;

	/**
	 * Creates the folder.
	 * @param kind the name of the folder of all servers of its kind
	 */
	ServerProcess(String kind) {
		try {
			this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", kind)), "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns a free port.
	 * @return the port
	 */
	public static int freePort() {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a process a signal.
	 * @param signal its name
	 * @param pid of the process
	 */
	public static void signal(String signal, long pid) {
		try {
			await(new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts the process and returns once it answers. */
	abstract Process launch() throws IOException;

	/** Starts it, again on the same port and with the data on its disk. */
	public void restart() {
		try {
			this.process = launch();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path folder() {
		return this.folder;
	}

	Process process() {
		return Objects.requireNonNull(this.process, "it was not started");
	}

	/** Kills it (SIGKILL) and returns once it has ended. */
	public void kill() {
		process().destroyForcibly();
		await(process());
	}

	/** Pauses it: it keeps its connections and does not answer. */
	public void pause() {
		signal("STOP", process().pid());
	}

	/** Resumes it. */
	public void resume() {
		signal("CONT", process().pid());
	}

	@Override
	public void close() {
		resume();
		kill();
	}

	static void sleep(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static void await(Process process) {
		try {
			process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
