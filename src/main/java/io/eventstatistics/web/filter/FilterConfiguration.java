package io.eventstatistics.web.filter;

import io.eventstatistics.web.cors.CorsProperties;
import jakarta.servlet.Filter;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Configures the filters of all requests, for the service and for an actuator on a port
 * of its own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class FilterConfiguration {

	private static final long MAX_WAIT_MILLIS = 100;

	@Bean
	FilterRegistrationBean<RequestFilter> requestFilter(CorsProperties origins) {
		return first(new RequestFilter(origins));
	}

	@Bean
	@ConditionalOnThreading(Threading.VIRTUAL)
	FilterRegistrationBean<PipeliningFilter> pipeliningFilter() {
		return first(new PipeliningFilter(Runtime.getRuntime().availableProcessors(), MAX_WAIT_MILLIS));
	}

	/** Allows TRACE in Tomcat: {@link RequestFilter} answers it, without an echo. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> traceOfTomcat() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
	}

	private static <T extends Filter> FilterRegistrationBean<T> first(T filter) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
