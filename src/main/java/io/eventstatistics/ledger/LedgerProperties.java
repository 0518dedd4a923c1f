package io.eventstatistics.ledger;

import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the ledger.
 *
 * @param type where events are stored
 * @param name the name of the Redis stream or Kafka topic; replicas with the same one
 * share their window
 * @param directory the directory of a file ledger, required for type file
 * @param sync when a file ledger syncs to disk, by default always
 * @param maxSize the largest size of a file ledger; further events are refused. By
 * default unlimited
 * @param partitions the number of partitions of a Kafka topic, from 1 to 1,024, the same
 * on all replicas; by default 16
 * @param enabled no longer used, replaced by type
 * @param stream no longer used, replaced by name
 */
public record LedgerProperties(@DefaultValue("none") Type type, @DefaultValue("event-statistics") String name,
		@Nullable String directory, @Nullable Sync sync, @Nullable DataSize maxSize, @Nullable Integer partitions,
		@Nullable String enabled, @Nullable String stream) {

	/** The name of the setting of the type. */
	public static final String TYPE = "event-statistics.ledger.type";

	private static final String PREFIX = "event-statistics.ledger.";

	private static final int DEFAULT_PARTITIONS = 16;

	private static final int MAX_PARTITIONS = 1024;

	private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

	public LedgerProperties {
		Assert.isNull(enabled,
				() -> PREFIX + "enabled is no longer used: set " + PREFIX + "type to file, redis or kafka");
		Assert.isNull(stream, () -> PREFIX + "stream is no longer used: set " + PREFIX + "name");
		Assert.hasText(name, () -> PREFIX + "name must not be empty");
		directory = (directory != null && !directory.isBlank()) ? directory : null;
		if (type == Type.FILE) {
			Assert.isTrue(directory != null, () -> PREFIX + "directory must be set, as " + PREFIX + "type is file");
			Assert.isTrue(maxSize == null || maxSize.toBytes() > 0, () -> PREFIX + "max-size must be above 0");
		}
		else {
			requireFile("directory", directory);
			requireFile("sync", sync);
			requireFile("max-size", maxSize);
		}
		if (type == Type.KAFKA) {
			Assert.isTrue(partitions == null || partitions > 0 && partitions <= MAX_PARTITIONS,
					() -> PREFIX + "partitions must be between 1 and " + MAX_PARTITIONS);
			Assert.isTrue(TOPIC.matcher(name).matches(), () -> PREFIX + "name must be the name of a Kafka topic,"
					+ " 1 to 249 letters, digits, '.', '_' or '-', but is \"" + name + "\"");
		}
		else {
			Assert.isNull(partitions,
					() -> PREFIX + "partitions is of a Kafka ledger: set " + PREFIX + "type to kafka");
		}
	}

	private static void requireFile(String name, @Nullable Object value) {
		Assert.isNull(value, () -> PREFIX + name + " is of a file ledger: set " + PREFIX + "type to file");
	}

	/**
	 * Returns the directory of a file ledger.
	 * @return the directory
	 */
	public Path requiredDirectory() {
		return Path.of(Objects.requireNonNull(this.directory));
	}

	/**
	 * Returns when a file ledger syncs.
	 * @return the setting or its default
	 */
	public Sync syncOrDefault() {
		return (this.sync != null) ? this.sync : Sync.ALWAYS;
	}

	/**
	 * Returns the largest size of a file ledger.
	 * @return the number of bytes
	 */
	public long maxBytes() {
		return (this.maxSize != null) ? this.maxSize.toBytes() : Long.MAX_VALUE;
	}

	/**
	 * Returns the number of partitions of the log.
	 * @return the setting or its default with Kafka, 1 with another log
	 */
	public int partitionsOrOne() {
		int kafka = (this.partitions != null) ? this.partitions : DEFAULT_PARTITIONS;
		return (this.type == Type.KAFKA) ? kafka : 1;
	}

	/**
	 * Where events are stored.
	 */
	public enum Type {

		/** In memory only. */
		NONE,

		/** In a directory of this machine. */
		FILE,

		/** In Redis, shared by replicas. */
		REDIS,

		/** In Kafka, shared by replicas. */
		KAFKA

	}

	/**
	 * When a file is synced to disk.
	 */
	public enum Sync {

		/** Before an event is acknowledged. */
		ALWAYS,

		/** Every second. */
		EVERYSEC,

		/** When the operating system decides. */
		NEVER

	}

}
