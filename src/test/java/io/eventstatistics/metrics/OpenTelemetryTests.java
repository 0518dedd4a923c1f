package io.eventstatistics.metrics;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import io.eventstatistics.EventStatisticsApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meters go to a collector where the settings say so, and nowhere otherwise.
 */
class OpenTelemetryTests {

	@Test
	void exportsWhereItIsToldTo() throws Exception {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		collector.createContext("/v1/metrics", (exchange) -> {
			received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		collector.start();
		try {
			String url = "http://127.0.0.1:%d/v1/metrics".formatted(collector.getAddress().getPort());
			start("--management.otlp.metrics.export.enabled=true", "--management.otlp.metrics.export.url=" + url)
				.close();
			assertThat(received.poll(10, TimeUnit.SECONDS)).contains("event.statistics.events.counted")
				.contains("event-statistics");
			start("--management.otlp.metrics.export.url=" + url).close();
			assertThat(received.poll(100, TimeUnit.MILLISECONDS)).isNull();
		}
		finally {
			collector.stop(0);
		}
	}

	private static ConfigurableApplicationContext start(String... settings) {
		String[] all = new String[settings.length + 1];
		all[0] = "--server.port=0";
		System.arraycopy(settings, 0, all, 1, settings.length);
		return SpringApplication.run(EventStatisticsApplication.class, all);
	}

}
