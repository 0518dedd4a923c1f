package io.eventstatistics.web.filter;

import io.eventstatistics.web.cors.CorsProperties;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
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

	@Bean
	FilterRegistrationBean<RequestFilter> requestFilter(CorsProperties origins) {
		FilterRegistrationBean<RequestFilter> registration = new FilterRegistrationBean<>(new RequestFilter(origins));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	/** Allows TRACE in Tomcat: {@link RequestFilter} answers it, without an echo. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> traceOfTomcat() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
	}

}
