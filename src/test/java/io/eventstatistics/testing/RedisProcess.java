package io.eventstatistics.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
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
public final class RedisProcess extends ServerProcess {

	private final int port;

	private final String appendFsync;

	private final RedisClient client;

	/**
	 * Starts a Redis and returns once it answers.
	 * @param appendFsync when it writes through to its disk: always, everysec or no
	 */
	public RedisProcess(String appendFsync) {
		super("redis");
		this.appendFsync = appendFsync;
		this.port = freePort();
		this.client = RedisClient.create(RedisURI.create("127.0.0.1", this.port));
		restart();
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
		return process().info().totalCpuDuration().orElse(Duration.ZERO);
	}

	@Override
	Process launch() throws IOException {
		Process started = new ProcessBuilder(binary(), "--port", Integer.toString(this.port), "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "yes", "--appendfsync", this.appendFsync, "--dir", folder().toString())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(folder().resolve("log").toFile()))
			.start();
		awaitAnswer();
		return started;
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
				sleep(20);
			}
		}
		throw new IllegalStateException("Redis does not answer, see " + folder());
	}

	@Override
	public void close() {
		super.close();
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
	}

}
