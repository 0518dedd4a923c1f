package io.eventstatistics;

import java.time.InstantSource;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.ingest.ClockSkew;
import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.live.LiveProperties;
import io.eventstatistics.live.LivePublisher;
import io.eventstatistics.ingest.Toll;
import io.eventstatistics.limit.RateLimitProperties;
import io.eventstatistics.limit.RateLimiter;
import io.eventstatistics.security.SecurityProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the rooms: the engine and the limits get plain values out of the settings.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventStatisticsProperties.class)
class EventStatisticsConfiguration {

	@Bean
	EventService eventService(EventStatisticsProperties properties, InstantSource clock) {
		return new EventService(clock, properties.window(), properties.maxClockSkew(), properties.capacity(),
				properties.memory());
	}

	@Bean
	LiveProperties liveProperties(EventStatisticsProperties properties) {
		return properties.live();
	}

	@Bean
	LivePublisher livePublisher(EventService service, EventRecorder recorder, JsonMapper json, LiveProperties limits) {
		return new LivePublisher(service, recorder, json, limits.maxSubscribers());
	}

	@Bean
	MeterBinder liveMeters(LivePublisher live) {
		return (registry) -> Gauge.builder("event.statistics.live.subscribers", live, LivePublisher::subscribers)
			.description("Live streams that are open")
			.register(registry);
	}

	@Bean
	IngestProperties ingestProperties(EventStatisticsProperties properties) {
		return properties.ingest();
	}

	@Bean
	ClockSkew clockSkew(InstantSource clock, EventStatisticsProperties properties) {
		return new ClockSkew(clock, properties.maxClockSkew());
	}

	@Bean
	LedgerProperties ledgerProperties(EventStatisticsProperties properties) {
		return properties.ledger();
	}

	@Bean
	RateLimitProperties rateLimitProperties(EventStatisticsProperties properties) {
		return properties.rateLimit();
	}

	@Bean
	SecurityProperties securityProperties(EventStatisticsProperties properties) {
		return properties.security();
	}

	@Bean
	Toll toll(ObjectProvider<RateLimiter> limiter) {
		RateLimiter present = limiter.getIfAvailable();
		return (present != null) ? present::take : Toll.FREE;
	}

	@Bean
	InstantSource clock() {
		return InstantSource.system();
	}

}
