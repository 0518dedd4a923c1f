package io.eventstatistics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis in a process and a folder of its own, on this machine, that can be killed and
 * started again: the embedded one, or with {@code -Dredis.server=redis-server} another.
 */
public final class RedisProcess implements AutoCloseable {

	private static final int MAX_TRIES = 600;

	private final int port;

	private final Path folder;

	private final String appendFsync;

	private final RedisClient client;

	private Process process;

	/**
	 * Starts a Redis and returns once it answers.
	 * @param appendFsync when it writes through to its disk: always, everysec or no
	 */
	public RedisProcess(String appendFsync) {
		this.appendFsync = appendFsync;
		this.port = freePort();
		this.client = RedisClient.create(RedisURI.create("127.0.0.1", this.port));
		try {
			this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "redis")), "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.process = launch();
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
	 * Returns where it listens.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Sends commands.
	 * @param <T> type of the answer
	 * @param question the command
	 * @return the answer
	 */
	public <T> T ask(Function<RedisCommands<String, String>, T> question) {
		try (StatefulRedisConnection<String, String> connection = this.client.connect()) {
			return question.apply(connection.sync());
		}
	}

	/**
	 * Returns its CPU time.
	 * @return the time, of user and system
	 */
	public Duration cpu() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/** Kills it (SIGKILL) and returns once it has ended. */
	public void kill() {
		this.process.destroyForcibly();
		await(this.process);
	}

	/** Starts it again on the same port, with the data on its disk. */
	public void restart() {
		this.process = launch();
	}

	/** Pauses it: it keeps its connections and does not answer. */
	public void pause() {
		signal("STOP", this.process.pid());
	}

	/** Resumes it. */
	public void resume() {
		signal("CONT", this.process.pid());
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

	private Process launch() {
		try {
			Process started = new ProcessBuilder(binary(), "--port", Integer.toString(this.port), "--bind", "127.0.0.1",
					"--save", "", "--appendonly", "yes", "--appendfsync", this.appendFsync, "--dir",
					this.folder.toString())
				.redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(this.folder.resolve("log").toFile()))
				.start();
			awaitAnswer();
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String binary() throws IOException {
		String named = System.getProperty("redis.server", "");
		return named.isEmpty() ? ExecutableProvider.newJarResourceProvider().get().getPath() : named;
	}

	private void awaitAnswer() {
		for (int i = 0; i < MAX_TRIES; i++) {
			try {
				ask(RedisCommands::ping);
				return;
			}
			catch (RedisException ex) {
				sleep();
			}
		}
		throw new IllegalStateException("Redis does not answer, see " + this.folder);
	}

	private static void sleep() {
		try {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void await(Process process) {
		try {
			process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		signal("CONT", this.process.pid());
		kill();
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
	}

}
