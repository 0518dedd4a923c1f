package io.eventstatistics.web;

import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Configures the web server and what precedes the dispatcher, for the service and for an
 * actuator on a port of its own, which the container configures by the same class.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class WebServerConfiguration {

	@Bean
	FilterRegistrationBean<RequestFilter> requestFilter() {
		FilterRegistrationBean<RequestFilter> registration = new FilterRegistrationBean<>(new RequestFilter());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	/** {@link RequestFilter} sees to it that nothing is echoed. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> traceOfTomcat() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
	}

	/** After Boot's own, which would put a report of Tomcat's in place. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorsOfTomcat(JsonMapper json) {
		return (factory) -> factory
			.addContextCustomizers((context) -> reportProblems((StandardHost) context.getParent(), json));
	}

	private static void reportProblems(StandardHost host, JsonMapper json) {
		for (Valve valve : host.getPipeline().getValves()) {
			if (valve instanceof ErrorReportValve) {
				host.getPipeline().removeValve(valve);
			}
		}
		host.setErrorReportValveClass(ProblemValve.class.getName());
		host.getPipeline().addValve(new ProblemValve(json));
	}

}
