package io.eventstatistics.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.eventstatistics.testing.KafkaProcess;
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

	/** Opens an empty one: redis, kafka, or a file. */
	static Store open(String kind, String sync) throws IOException {
		return switch (kind) {
			case "redis" -> new Redis(new RedisProcess(sync));
			case "kafka" -> new Kafka(new KafkaProcess());
			default -> new Directory(Files.createTempDirectory(Path.of("target"), "ledger"), sync);
		};
	}

	/** Returns the size of the segments in a directory. */
	private static long bytes(Path directory) throws IOException {
		long sum = 0;
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".log")).toList()) {
				sum += Files.size(file);
			}
		}
		return sum;
	}

	/**
	 * A Kafka of one broker.
	 *
	 * @param kafka its process
	 */
	record Kafka(KafkaProcess kafka) implements Store {

		private static final String TOPIC = "test";

		private static final int PARTITIONS = 16;

		@Override
		public String[] settings() {
			return new String[] { "--event-statistics.ledger.type=kafka", "--event-statistics.ledger.name=" + TOPIC,
					"--event-statistics.ledger.partitions=" + PARTITIONS,
					"--spring.kafka.bootstrap-servers=" + this.kafka.servers() };
		}

		@Override
		public long bytes() throws IOException {
			long sum = 0;
			for (int partition = 0; partition < PARTITIONS; partition++) {
				sum += Store.bytes(this.kafka.files(TOPIC, partition));
			}
			return sum;
		}

		@Override
		public void close() {
			this.kafka.close();
		}

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
			return Store.bytes(this.path);
		}

		@Override
		public void close() {
		}

	}

}
