package io.eventstatistics.web.filter;

import java.util.Map;
import java.util.Objects;

import io.eventstatistics.EventStatisticsApplication;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many connections the web server accepts.
 */
class ConnectionsTests {

	@ParameterizedTest
	@CsvSource({ "1, 64", "32, 64", "128, 256", "256, 512", "768, 1536", "4096, 8192", "65536, 8192" })
	void connectionsTakeAQuarterOfTheHeap(long megabytes, int connections) {
		assertThat(BodyConfiguration.connections(megabytes << 20)).isEqualTo(connections);
	}

	@Test
	void streamsHaveConnectionsOfTheirOwn() {
		assertThat(connections("--event-statistics.live.max-subscribers=123"))
			.isEqualTo(BodyConfiguration.connections(Runtime.getRuntime().maxMemory()) + 123);
		assertThat(connections("--event-statistics.live.max-subscribers=123", "--server.tomcat.max-connections=77"))
			.isEqualTo(200);
	}

	private static int connections(String... settings) {
		SpringApplication application = new SpringApplication(EventStatisticsApplication.class);
		application.setDefaultProperties(Map.of("server.port", "0"));
		try (ServletWebServerApplicationContext service = (ServletWebServerApplicationContext) application
			.run(settings)) {
			TomcatWebServer server = Objects.requireNonNull((TomcatWebServer) service.getWebServer());
			return ((AbstractHttp11Protocol<?>) server.getTomcat().getConnector().getProtocolHandler())
				.getMaxConnections();
		}
	}

}
