package io.eventstatistics.live;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Configures the publisher, and limits the cost of a client that does not read: memory
 * while the service runs, and time when it stops.
 */
@Configuration(proxyBeanMethods = false)
public class LiveConfiguration {

	/**
	 * The send buffer of a socket; the system uses twice as much. Without a limit it
	 * would grow to megabytes.
	 */
	private static final String SEND_BUFFER = "65536";

	@Bean
	LivePublisher livePublisher(EventService service, EventRecorder recorder, JsonMapper json, LiveProperties limits) {
		return new LivePublisher(service, recorder, json, limits.maxSubscribers());
	}

	@Bean
	MeterBinder liveMeters(LivePublisher live) {
		return (registry) -> Gauge.builder("event.statistics.live.subscribers", live, LivePublisher::subscribers)
			.description("Live streams that are open")
			.register(registry);
	}

	/** Adds max-subscribers to the connector's max-connections. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> streamSockets(LiveProperties limits) {
		return (factory) -> {
			factory.setProtocol(EndingProtocol.class.getName());
			factory.addConnectorCustomizers((connector) -> {
				connector.setProperty("socket.txBufSize", SEND_BUFFER);
				EndingProtocol protocol = (EndingProtocol) connector.getProtocolHandler();
				protocol.setMaxConnections(protocol.getMaxConnections() + limits.maxSubscribers());
			});
		};
	}

	/** Stops before the streams end, so that they do not wait longer. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ApplicationListener<ContextClosedEvent> endOfConnections() {
		return (event) -> {
			if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context
					&& context.getWebServer() instanceof TomcatWebServer server
					&& server.getTomcat().getConnector().getProtocolHandler() instanceof EndingProtocol protocol) {
				protocol.end();
			}
		};
	}

}
