package io.eventstatistics;

import java.time.Duration;
import java.util.Map;

import io.eventstatistics.ledger.LedgerProperties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class EventStatisticsPropertiesTests {

	@Test
	void defaults() {
		EventStatisticsProperties properties = bind(Map.of());
		assertThat(properties.window()).isEqualTo(Duration.ofHours(1));
		assertThat(properties.maxClockSkew()).isEqualTo(Duration.ofMinutes(10));
		assertThat(properties.ingest().maxBody()).isEqualTo(DataSize.ofMegabytes(16));
		assertThat(properties.live().maxSubscribers()).isEqualTo(1000);
		assertThat(properties.series().max()).isEqualTo(10_000);
		assertThat(properties.ledger().type()).isEqualTo(LedgerProperties.Type.NONE);
		assertThat(properties.ledger().name()).isEqualTo("event-statistics");
	}

	@Test
	void names() {
		EventStatisticsProperties properties = bind(
				Map.of("event-statistics.window", "15m", "event-statistics.max-clock-skew", "PT2S",
						"event-statistics.ingest.max-body", "1MB", "event-statistics.series.max", "7"));
		assertThat(properties.window()).isEqualTo(Duration.ofMinutes(15));
		assertThat(properties.maxClockSkew()).isEqualTo(Duration.ofSeconds(2));
		assertThat(properties.ingest().maxBody()).isEqualTo(DataSize.ofMegabytes(1));
		assertThat(properties.series().max()).isEqualTo(7);
	}

	@Test
	void environmentVariables() {
		var environment = new SystemEnvironmentPropertySource("systemEnvironment",
				Map.of("EVENTSTATISTICS_WINDOW", "15m", "EVENTSTATISTICS_INGEST_MAXBODY", "2MB"));
		EventStatisticsProperties properties = new Binder(ConfigurationPropertySources.from(environment))
			.bindOrCreate("event-statistics", EventStatisticsProperties.class);
		assertThat(properties.window()).isEqualTo(Duration.ofMinutes(15));
		assertThat(properties.ingest().maxBody()).isEqualTo(DataSize.ofMegabytes(2));
	}

	@Test
	void everySettingIsDescribedForEditors() throws Exception {
		JsonNode metadata = new JsonMapper()
			.readTree(new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream());
		assertThat(metadata.get("properties")).isNotEmpty().allSatisfy((property) -> {
			assertThat(property.path("description").stringValue("")).as(property.get("name").stringValue())
				.isNotBlank();
		});
	}

	private static EventStatisticsProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("event-statistics",
				EventStatisticsProperties.class);
	}

}
