package io.eventstatistics.metrics;

import io.eventstatistics.event.EventService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Hands the meters to whatever registry there is. Another room adds its own as a
 * {@link MeterBinder} bean.
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

	@Bean
	MeterBinder windowMeters(EventService service) {
		return new WindowMeters(service);
	}

	/** A histogram that is not recorded but read, which only Prometheus takes. */
	@Bean
	MeterRegistryCustomizer<PrometheusMeterRegistry> batchSizes(EventService service) {
		return (registry) -> registry.getPrometheusRegistry().register(new BatchSizes(service));
	}

	@Bean
	RefusalCounter refusalCounter(MeterRegistry registry) {
		return new RefusalCounter(registry);
	}

}
