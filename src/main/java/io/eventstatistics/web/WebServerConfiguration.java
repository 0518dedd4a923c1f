package io.eventstatistics.web;

import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Configures the error pages of the web server, for the service and for an actuator on a
 * port of its own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class WebServerConfiguration {

	/**
	 * Replaces Tomcat's error pages. Runs after Boot's customizer, which sets its own:
	 * customizers without an order are last.
	 */
	@Bean
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
