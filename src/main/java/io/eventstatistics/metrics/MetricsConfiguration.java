package io.eventstatistics.metrics;

import io.eventstatistics.event.EventService;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Registers the meters. Another package adds its own as a {@link MeterBinder} bean.
 */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

	@Bean
	MeterReadings meterReadings(EventService service) {
		return new MeterReadings(service);
	}

	@Bean
	MeterBinder windowMeters(MeterReadings readings) {
		return new WindowMeters(readings);
	}

	/** Only Prometheus accepts a histogram that is read and not recorded. */
	@Bean
	MeterRegistryCustomizer<PrometheusMeterRegistry> batchSizes(MeterReadings readings) {
		return (registry) -> registry.getPrometheusRegistry().register(new BatchSizes(readings));
	}

	/** Adds the description that this meter lacks, as Prometheus requires one. */
	@Bean
	MeterFilter describedRequests() {
		return new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				return "http.server.requests".equals(id.getName()) ? new Meter.Id(id.getName(), Tags.of(id.getTags()),
						id.getBaseUnit(), "Time that requests took", id.getType()) : id;
			}

		};
	}

	@Bean
	RefusalCounter refusalCounter(MeterRegistry registry) {
		return new RefusalCounter(registry);
	}

}
