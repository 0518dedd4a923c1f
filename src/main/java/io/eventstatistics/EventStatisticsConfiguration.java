package io.eventstatistics;

import java.time.InstantSource;

import io.eventstatistics.event.EventService;
import io.eventstatistics.ingest.ClockSkew;
import io.eventstatistics.ingest.IngestConfiguration;
import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.live.LiveConfiguration;
import io.eventstatistics.live.LiveProperties;
import io.eventstatistics.web.cors.CorsProperties;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Configures the mandatory parts. The engine and the limits receive plain values from the
 * settings.
 */
@Configuration(proxyBeanMethods = false)
@Import({ IngestConfiguration.class, LifecycleLog.class, LiveConfiguration.class, WindowWatch.class })
@EnableConfigurationProperties(EventStatisticsProperties.class)
class EventStatisticsConfiguration {

	@Bean
	EventService eventService(EventStatisticsProperties properties, InstantSource clock) {
		return new EventService(clock, properties.window(), properties.maxClockSkew(), properties.capacity(),
				properties.memory(), properties.series().max(), properties.ledger().partitionsOrOne());
	}

	@Bean
	LiveProperties liveProperties(EventStatisticsProperties properties) {
		return properties.live();
	}

	@Bean
	IngestProperties ingestProperties(EventStatisticsProperties properties) {
		return properties.ingest();
	}

	@Bean
	CorsProperties corsProperties(EventStatisticsProperties properties) {
		return properties.cors();
	}

	@Bean
	ClockSkew clockSkew(InstantSource clock, EventStatisticsProperties properties) {
		return new ClockSkew(clock, properties.maxClockSkew());
	}

	@Bean
	InstantSource clock() {
		return InstantSource.system();
	}

}
