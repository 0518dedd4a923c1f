package io.eventstatistics.web;

import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.live.LivePublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams of a service that stops.
 */
class LiveStopTests extends LiveService {

	private final ConfigurableApplicationContext stopping = SpringApplication.run(EventStatisticsApplication.class,
			"--server.port=0");

	@BeforeEach
	void connectToTheOneThatStops() {
		this.port = Integer.parseInt(this.stopping.getEnvironment().getRequiredProperty("local.server.port"));
		this.publisher = this.stopping.getBean(LivePublisher.class);
	}

	@AfterEach
	void stop() {
		this.stopping.close();
	}

	@Test
	void allStreamsAreCompletedAsTheServiceStops() throws Exception {
		List<BufferedReader> streams = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			BufferedReader stream = stream("/statistics/stream?every=30s");
			head(stream);
			next(stream);
			streams.add(stream);
		}
		Listener listener = new Listener();
		connect("?every=30s", listener);
		listener.next();
		open("GET /statistics/stream?every=100ms HTTP/1.1\r\nHost: x\r\n\r\n");
		await(() -> this.publisher.subscribers() == 22);
		this.stopping.close();
		for (BufferedReader stream : streams) {
			assertThat(stream.lines().filter((line) -> line.equals("0"))).as("the last chunk").hasSize(1);
		}
		assertThat(listener.closed()).isEqualTo(1001);
		assertThat(this.publisher.subscribers()).isZero();
	}

}
