package io.eventstatistics.ledger.kafka;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.config.TopicConfig;

/**
 * The settings of a topic that the log relies on: entries stay until no window needs
 * them, and the largest one fits. Replication is the broker's.
 *
 * @param wanted the settings of a new topic
 */
record TopicSettings(Map<String, String> wanted) {

	/** Kafka removes whole segments: a tenth of the retention is kept longer. */
	private static final int SEGMENTS = 10;

	private static final long MIN_SEGMENT_MILLIS = 60_000;

	private static final String UNLIMITED = "-1";

	/**
	 * Returns the settings for entries of a size.
	 * @param retention how long an entry may count
	 * @param maxEntryBytes the size of the largest entry
	 */
	static TopicSettings of(Duration retention, int maxEntryBytes) {
		long millis = retention.toMillis();
		return new TopicSettings(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
				TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE, TopicConfig.RETENTION_MS_CONFIG,
				Long.toString(millis), TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED, TopicConfig.SEGMENT_MS_CONFIG,
				Long.toString(Math.max(MIN_SEGMENT_MILLIS, millis / SEGMENTS)), TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
				Integer.toString(maxEntryBytes)));
	}

	/** Returns whether the actual value of a setting will do. */
	static boolean fits(String setting, String wanted, String actual) {
		return switch (setting) {
			case TopicConfig.RETENTION_MS_CONFIG, TopicConfig.MAX_MESSAGE_BYTES_CONFIG ->
				actual.equals(UNLIMITED) || Long.parseLong(actual) >= Long.parseLong(wanted);
			case TopicConfig.SEGMENT_MS_CONFIG -> Long.parseLong(actual) <= Long.parseLong(wanted);
			default -> actual.equals(wanted);
		};
	}

}
