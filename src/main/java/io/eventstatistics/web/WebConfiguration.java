package io.eventstatistics.web;

import io.eventstatistics.ingest.EventReader;
import io.eventstatistics.ingest.IngestProperties;
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
 * Sets up the door.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	@Bean
	EventReader eventReader(IngestProperties limits) {
		return new EventReader(limits);
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(JsonMapper json) {
		return (factory) -> factory.addContextCustomizers((context) -> {
			StandardHost host = (StandardHost) context.getParent();
			for (var valve : host.getPipeline().getValves()) {
				if (valve instanceof ErrorReportValve) {
					host.getPipeline().removeValve(valve);
				}
			}
			host.setErrorReportValveClass(ProblemValve.class.getName());
			host.getPipeline().addValve(new ProblemValve(json));
		});
	}

}
