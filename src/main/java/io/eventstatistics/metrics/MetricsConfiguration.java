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
 * Hands the meters to whatever registry there is. Another room adds its own as a
 * {@link MeterBinder} bean.
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

	/** A histogram that is not recorded but read, which only Prometheus takes. */
	@Bean
	MeterRegistryCustomizer<PrometheusMeterRegistry> batchSizes(MeterReadings readings) {
		return (registry) -> registry.getPrometheusRegistry().register(new BatchSizes(readings));
	}

	/** Prometheus wants a word on every meter, and has none on this one. */
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
