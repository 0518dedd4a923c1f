package io.eventstatistics.web;

import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Configures error pages.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

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
