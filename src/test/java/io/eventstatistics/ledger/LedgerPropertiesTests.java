package io.eventstatistics.ledger;

import java.util.HashMap;
import java.util.Map;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.LedgerProperties.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Names, defaults, and settings that contradict each other.
 */
class LedgerPropertiesTests {

	@Test
	void defaults() {
		LedgerProperties properties = bind(Map.of());
		assertThat(properties.type()).isEqualTo(Type.NONE);
		assertThat(properties.name()).isEqualTo("event-statistics");
		assertThat(properties.syncOrDefault()).isEqualTo(Sync.ALWAYS);
		assertThat(properties.maxBytes()).isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void anEmptyDirectoryIsNone() {
		assertThat(bind(Map.of("directory", "")).directory()).isNull();
	}

	@Test
	void settingsOfAFile() {
		LedgerProperties properties = bind(
				Map.of("type", "FILE", "directory", "/data", "sync", "everysec", "max-size", "2GB"));
		assertThat(properties.type()).isEqualTo(Type.FILE);
		assertThat(properties.requiredDirectory()).hasToString("/data");
		assertThat(properties.syncOrDefault()).isEqualTo(Sync.EVERYSEC);
		assertThat(properties.maxBytes()).isEqualTo(2L << 30);
	}

	@Test
	void settingsOfKafka() {
		assertThat(bind(Map.of()).partitionsOrOne()).isOne();
		assertThat(bind(Map.of("type", "redis")).partitionsOrOne()).isOne();
		assertThat(bind(Map.of("type", "kafka")).partitionsOrOne()).isEqualTo(16);
		LedgerProperties properties = bind(Map.of("type", "kafka", "partitions", "1024", "name", "A.topic_of-1"));
		assertThat(properties.partitionsOrOne()).isEqualTo(1024);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			enabled=true                             | enabled is no longer used
			enabled=false;type=file                  | enabled is no longer used
			stream=events                            | stream is no longer used
			name=                                    | name must not be empty
			type=file                                | directory must be set
			type=file;directory=                     | directory must be set
			type=file;directory=/data;max-size=0     | max-size must be above 0
			type=redis;directory=/data               | directory is of a file ledger
			sync=always                              | sync is of a file ledger
			max-size=1GB                             | max-size is of a file ledger
			partitions=4                             | partitions is of a Kafka ledger
			type=redis;partitions=4                  | partitions is of a Kafka ledger
			type=kafka;partitions=0                  | partitions must be between 1 and 1024
			type=kafka;partitions=1025               | partitions must be between 1 and 1024
			type=kafka;name=a topic                  | name must be the name of a Kafka topic
			type=kafka;name=..                       | name must be the name of a Kafka topic
			type=kafka;directory=/data               | directory is of a file ledger
			type=disk                                | No enum constant
			type=file;directory=/data;sync=sometimes | No enum constant
			""")
	void settingsThatDoNotBelongTogetherAreRefused(String settings, String reason) {
		Map<String, String> map = new HashMap<>();
		for (String setting : settings.split(";")) {
			map.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
		}
		assertThatException().isThrownBy(() -> bind(map)).havingRootCause().withMessageContaining(reason);
	}

	private static LedgerProperties bind(Map<String, String> settings) {
		Map<String, String> named = new HashMap<>();
		settings.forEach((name, value) -> named.put("event-statistics.ledger." + name, value));
		return new Binder(new MapConfigurationPropertySource(named)).bindOrCreate("event-statistics.ledger",
				LedgerProperties.class);
	}

}
