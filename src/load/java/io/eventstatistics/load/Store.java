package io.eventstatistics.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.eventstatistics.testing.RedisProcess;

/**
 * The store of a ledger during a measurement.
 */
interface Store extends AutoCloseable {

	/** Returns the settings of a service that uses it. */
	String[] settings();

	/** Returns the size of the entries in bytes. */
	long bytes() throws IOException;

	@Override
	void close();

	/** Opens an empty one: redis, or a file. */
	static Store open(String kind, String sync) throws IOException {
		return "redis".equals(kind) ? new Redis(new RedisProcess(sync))
				: new Directory(Files.createTempDirectory(Path.of("target"), "ledger"), sync);
	}

	/**
	 * A Redis.
	 *
	 * @param redis its process
	 */
	record Redis(RedisProcess redis) implements Store {

		private static final Pattern DATASET = Pattern.compile("used_memory_dataset:(\\d+)");

		@Override
		public String[] settings() {
			return new String[] { "--event-statistics.ledger.type=redis",
					"--spring.data.redis.port=" + this.redis.port() };
		}

		@Override
		public long bytes() {
			Matcher bytes = DATASET.matcher(this.redis.ask((commands) -> commands.info("memory")));
			return bytes.find() ? Long.parseLong(bytes.group(1)) : 0;
		}

		@Override
		public void close() {
			this.redis.close();
		}

	}

	/**
	 * A directory, which is left to the build's next clean.
	 * @param path where it is
	 * @param sync when it is written through
	 */
	record Directory(Path path, String sync) implements Store {

		@Override
		public String[] settings() {
			return new String[] { "--event-statistics.ledger.type=file",
					"--event-statistics.ledger.directory=" + this.path, "--event-statistics.ledger.sync=" + this.sync };
		}

		@Override
		public long bytes() throws IOException {
			long sum = 0;
			try (Stream<Path> files = Files.list(this.path)) {
				for (Path file : files.toList()) {
					sum += Files.size(file);
				}
			}
			return sum;
		}

		@Override
		public void close() {
		}

	}

}
