package io.eventstatistics.web.filter;

import io.eventstatistics.ingest.BodyIntake;
import io.eventstatistics.ingest.IngestProperties;

import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Configures the limits of incoming bodies, and derives the number of connections from
 * the heap unless it is set.
 */
@Configuration(proxyBeanMethods = false)
class BodyConfiguration {

	/** Connections with a request in progress take at most a quarter of the heap. */
	private static final int HEAP_PER_CONNECTIONS = 4;

	/**
	 * The memory of a connection with a request in progress, including Tomcat's buffers.
	 */
	private static final int BYTES_PER_CONNECTION = 128 * 1024;

	private static final int MIN_CONNECTIONS = 64;

	private static final int MAX_CONNECTIONS = 8192;

	private static final String CONNECTIONS = "server.tomcat.max-connections";

	/**
	 * Before decompression a body may have twice the bytes allowed after it. With
	 * platform threads, at most a quarter of them wait for bodies: up to half can be
	 * blocked by answers that clients do not read.
	 */
	@Bean
	BodyIntake bodyIntake(IngestProperties limits, TomcatServerProperties tomcat, Environment environment) {
		int threads = Threading.VIRTUAL.isActive(environment) ? Integer.MAX_VALUE
				: Math.max(1, tomcat.getThreads().getMax() / 4);
		return new BodyIntake(2 * limits.maxBody().toBytes(), Math.min(connections(), threads), System::nanoTime);
	}

	@Bean
	FilterRegistrationBean<BodyFilter> bodyFilter(BodyIntake intake) {
		FilterRegistrationBean<BodyFilter> filter = new FilterRegistrationBean<>(new BodyFilter(intake));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		filter.setAsyncSupported(true);
		return filter;
	}

	@Bean
	ConnectionsByHeap connectionsByHeap(Environment environment) {
		return new ConnectionsByHeap(environment);
	}

	private static int connections() {
		return connections(Runtime.getRuntime().maxMemory());
	}

	/**
	 * Returns how many connections a heap allows, not counting streams.
	 * @param maxMemory the largest size of the heap, in bytes
	 */
	static int connections(long maxMemory) {
		long share = maxMemory / HEAP_PER_CONNECTIONS / BYTES_PER_CONNECTION;
		return (int) Math.max(MIN_CONNECTIONS, Math.min(MAX_CONNECTIONS, share));
	}

	/**
	 * Limits the connections. Runs after Boot's own customizer and before the customizers
	 * that increase the number. It implements {@link Ordered} because Boot sorts
	 * customizers by class and ignores {@code @Order} on their bean methods.
	 */
	static final class ConnectionsByHeap implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

		private final Environment environment;

		ConnectionsByHeap(Environment environment) {
			this.environment = environment;
		}

		@Override
		public void customize(TomcatServletWebServerFactory factory) {
			if (!this.environment.containsProperty(CONNECTIONS)) {
				factory.addConnectorCustomizers(
						(connector) -> connector.setProperty("maxConnections", Integer.toString(connections())));
			}
		}

		@Override
		public int getOrder() {
			return 1;
		}

	}

}
