package io.eventstatistics;

import java.time.InstantSource;
import java.util.Locale;

import io.eventstatistics.event.EventService;
import io.eventstatistics.ingest.ClockSkew;
import io.eventstatistics.ingest.IngestConfiguration;
import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.live.LiveConfiguration;
import io.eventstatistics.live.LiveProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/**
 * Wires what is always there: the engine and the limits get plain values out of the
 * settings.
 */
@Configuration(proxyBeanMethods = false)
@Import({ IngestConfiguration.class, LiveConfiguration.class })
@EnableConfigurationProperties(EventStatisticsProperties.class)
class EventStatisticsConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(EventStatisticsConfiguration.class);

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
	IngestProperties ingestProperties(EventStatisticsProperties properties) {
		return properties.ingest();
	}

	@Bean
	ClockSkew clockSkew(InstantSource clock, EventStatisticsProperties properties) {
		return new ClockSkew(clock, properties.maxClockSkew());
	}

	@Bean
	InstantSource clock() {
		return InstantSource.system();
	}

	private static String store(LedgerProperties.Type ledger) {
		return (ledger == LedgerProperties.Type.NONE) ? "memory"
				: "ledger (%s)".formatted(ledger).toLowerCase(Locale.ROOT);
	}

	@EventListener
	void logStart(ApplicationReadyEvent started) {
		var context = started.getApplicationContext();
		var properties = context.getBean(EventStatisticsProperties.class);
		logger.info("Event Statistics is ready: port {}, window {}, store {}, open without a token: {}",
				context.getEnvironment().getProperty("local.server.port"), properties.window(),
				store(properties.ledger().type()), properties.security().open());
	}

}
