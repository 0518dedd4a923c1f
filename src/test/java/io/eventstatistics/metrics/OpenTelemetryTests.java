package io.eventstatistics.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters and traces are exported to a collector only if the settings enable it.
 */
class OpenTelemetryTests {

	@Test
	void oneSettingExportsMetricsAndTraces() throws Exception {
		try (Collector collector = new Collector()) {
			ConfigurableApplicationContext service = start("--management.opentelemetry.enabled=true",
					"--management.otlp.metrics.export.url=" + collector.url("metrics"),
					"--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url("traces"),
					"--management.tracing.sampling.probability=1");
			get(service, "/statistics");
			service.close();
			assertThat(collector.metrics.poll(10, TimeUnit.SECONDS)).contains("event.statistics.events.counted")
				.contains("event-statistics");
			assertThat(collector.traces.poll(10, TimeUnit.SECONDS)).contains("http get /statistics")
				.contains("event-statistics");
		}
	}

	@Test
	void nothingIsExportedOrTracedOtherwise() throws Exception {
		try (Collector collector = new Collector()) {
			ConfigurableApplicationContext service = start(
					"--management.otlp.metrics.export.url=" + collector.url("metrics"),
					"--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url("traces"),
					"--management.tracing.sampling.probability=1");
			get(service, "/statistics");
			assertThat(service.getBeanProvider(Tracer.class)).isEmpty();
			assertThat(service.getBeanProvider(OpenTelemetry.class)).isEmpty();
			service.close();
			assertThat(collector.metrics).isEmpty();
			assertThat(collector.traces).isEmpty();
		}
	}

	private static void get(ConfigurableApplicationContext service, String path) {
		int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
		assertThat(new Http(port).get(path).status()).isEqualTo(200);
	}

	private static ConfigurableApplicationContext start(String... settings) {
		String[] all = new String[settings.length + 1];
		all[0] = "--server.port=0";
		System.arraycopy(settings, 0, all, 1, settings.length);
		return SpringApplication.run(EventStatisticsApplication.class, all);
	}

	/** Stores the requests that it receives. */
	private static final class Collector implements AutoCloseable {

		final BlockingQueue<String> metrics = new LinkedBlockingQueue<>();

		final BlockingQueue<String> traces = new LinkedBlockingQueue<>();

		private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				0);

		Collector() throws IOException {
			this.server.createContext("/metrics", (exchange) -> take(exchange, this.metrics));
			this.server.createContext("/traces", (exchange) -> take(exchange, this.traces));
			this.server.start();
		}

		String url(String path) {
			return "http://127.0.0.1:%d/%s".formatted(this.server.getAddress().getPort(), path);
		}

		private static void take(HttpExchange exchange, BlockingQueue<String> received) throws IOException {
			received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		}

		@Override
		public void close() {
			this.server.stop(0);
		}

	}

}
