package io.eventstatistics.ledger;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.eventstatistics.event.EventService;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.Assert;

/**
 * Puts the log between the door and the window where the settings say so; nothing of
 * Redis is there otherwise.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("event-statistics.ledger.enabled")
@Import(DataRedisAutoConfiguration.class)
class LedgerConfiguration {

	@Bean
	@Primary
	RedisClock redisClock() {
		return new RedisClock(InstantSource.system(), System::nanoTime);
	}

	/** A command either gets through now or fails now. */
	@Bean
	LettuceClientOptionsBuilderCustomizer noCommandWaitsForAConnection() {
		return (options) -> options.autoReconnect(false).disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

	@Bean
	@Primary
	RedisLedger redisLedger(EventService service, RedisClock clock, LettuceConnectionFactory redis,
			LedgerProperties properties, ApplicationContext context) {
		Assert.state(redis.getRequiredNativeClient() instanceof RedisClient,
				"a stream is one key: the shared window takes no Redis Cluster");
		RedisClient client = (RedisClient) redis.getRequiredNativeClient();
		return new RedisLedger(service, clock, logs(client, properties.stream()),
				(state) -> AvailabilityChangeEvent.publish(context, state));
	}

	private static Supplier<Log> logs(RedisClient client, String stream) {
		RemovalWatch watch = new RemovalWatch();
		return () -> new Log(client, stream, watch);
	}

	/** Down while Redis is in reach and refuses what the ledger needs. */
	@Bean
	HealthIndicator ledgerHealthIndicator(RedisLedger ledger) {
		return () -> ledger.refusals().isEmpty() ? Health.up().build()
				: Health.down().withDetail("refused", ledger.refusals()).build();
	}

	@Bean
	MeterBinder ledgerMeters(RedisLedger ledger) {
		return (registry) -> {
			count(registry, "entries", "Entries of the log applied to the window", ledger, RedisLedger::entriesApplied);
			count(registry, "skipped", "Entries of the log that could not be read", ledger,
					RedisLedger::entriesSkipped);
			count(registry, "ignored", "Events of the log that would not have been accepted", ledger,
					RedisLedger::eventsIgnored);
			count(registry, "rebuilds", "How often the window was built anew from the log", ledger,
					RedisLedger::rebuilds);
			TimeGauge.builder("event.statistics.ledger.lag", ledger, TimeUnit.MILLISECONDS, RedisLedger::lagMillis)
				.description("Age of the last entry when it was applied")
				.register(registry);
			Gauge.builder("event.statistics.ledger.following", ledger, (log) -> log.isFollowing() ? 1 : 0)
				.description("Whether the log is in reach")
				.register(registry);
		};
	}

	private static void count(MeterRegistry registry, String name, String description, RedisLedger ledger,
			ToDoubleFunction<RedisLedger> figure) {
		FunctionCounter.builder("event.statistics.ledger." + name, ledger, figure)
			.description(description)
			.register(registry);
	}

	/** The service is ready once its runners are through. */
	@Bean
	ApplicationRunner awaitCaughtUp(RedisLedger ledger) {
		return (args) -> ledger.awaitCaughtUp();
	}

}
