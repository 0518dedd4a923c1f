package io.eventstatistics;

import java.util.List;
import java.util.stream.Stream;

import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.ledger.LogLimits;
import io.eventstatistics.ledger.file.FileLedgerConfiguration;
import io.eventstatistics.ledger.kafka.KafkaLedgerConfiguration;
import io.eventstatistics.ledger.redis.RedisLedgerConfiguration;
import io.eventstatistics.limit.RateLimitConfiguration;
import io.eventstatistics.limit.RateLimitProperties;
import io.eventstatistics.limit.RateLimitScope;
import io.eventstatistics.metrics.MetricsConfiguration;
import io.eventstatistics.page.PageConfiguration;
import io.eventstatistics.page.PageProperties;
import io.eventstatistics.security.PathRules;
import io.eventstatistics.security.SecurityConfiguration;
import io.eventstatistics.security.SecurityProperties;
import io.eventstatistics.web.ApiPaths;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Imports the optional parts. To remove one, delete its folder and its lines in this
 * package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ FileLedgerConfiguration.class, RedisLedgerConfiguration.class, KafkaLedgerConfiguration.class,
		RateLimitConfiguration.class, SecurityConfiguration.class, MetricsConfiguration.class, PageConfiguration.class,
		DashboardState.class })
class OptionalConfiguration {

	@Bean
	LedgerProperties ledgerProperties(EventStatisticsProperties properties) {
		return properties.ledger();
	}

	@Bean
	LogLimits logLimits(EventStatisticsProperties properties) {
		return LogLimits.of(properties.window().plus(properties.maxClockSkew()),
				properties.ingest().maxBody().toBytes());
	}

	@Bean
	RateLimitProperties rateLimitProperties(EventStatisticsProperties properties) {
		return properties.rateLimit();
	}

	/** Replicas that share a window share the limit too. */
	@Bean
	RateLimitScope rateLimitScope(LedgerProperties ledger) {
		return new RateLimitScope(ApiPaths.RECORDING, ledger.name() + ":limit:");
	}

	@Bean
	SecurityProperties securityProperties(EventStatisticsProperties properties) {
		return properties.security();
	}

	@Bean
	PageProperties pageProperties(EventStatisticsProperties properties) {
		return properties.page();
	}

	/** Includes Boot's paths for probes on the main port. */
	@Bean
	PathRules pathRules() {
		List<String> read = Stream.of(ApiPaths.QUESTIONS, PageConfiguration.READ).flatMap(List::stream).toList();
		return new PathRules(List.of(ApiPaths.HEALTH, "/livez", "/readyz"), ApiPaths.RECORDING, read,
				PageConfiguration.OPEN);
	}

}
