package io.eventstatistics.ledger;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.eventstatistics.event.EventService;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The beans of a ledger with any log.
 */
public class LedgerBeans {

	@Bean
	@Primary
	Ledger ledger(EventService service, InstantSource clock, Log log, ApplicationContext context) {
		return new Ledger(service, clock, log, (state) -> AvailabilityChangeEvent.publish(context, state));
	}

	/** Down while the log is reachable and refuses commands. */
	@Bean
	HealthIndicator ledgerHealthIndicator(Ledger ledger) {
		return () -> ledger.refusals().isEmpty() ? Health.up().build()
				: Health.down().withDetail("refused", ledger.refusals()).build();
	}

	@Bean
	MeterBinder ledgerMeters(Ledger ledger) {
		return (registry) -> {
			count(registry, "entries", "Entries of the log applied to the window", ledger, Ledger::entriesApplied);
			count(registry, "skipped", "Entries of the log that could not be read", ledger, Ledger::entriesSkipped);
			count(registry, "ignored", "Events of the log that would not have been accepted", ledger,
					Ledger::eventsIgnored);
			count(registry, "rebuilds", "Rebuilds of the window from the log", ledger, Ledger::rebuilds);
			TimeGauge.builder("event.statistics.ledger.lag", ledger, TimeUnit.MILLISECONDS, Ledger::lagMillis)
				.description("Age of the last entry when it was applied")
				.register(registry);
			Gauge.builder("event.statistics.ledger.following", ledger, (log) -> log.isFollowing() ? 1 : 0)
				.description("Whether the log is reachable")
				.register(registry);
		};
	}

	private static void count(MeterRegistry registry, String name, String description, Ledger ledger,
			ToDoubleFunction<Ledger> figure) {
		FunctionCounter.builder("event.statistics.ledger." + name, ledger, figure)
			.description(description)
			.register(registry);
	}

	/** A runner, because the service is ready once all runners have returned. */
	@Bean
	ApplicationRunner awaitCaughtUp(Ledger ledger) {
		return (args) -> ledger.awaitCaughtUp();
	}

}
