package io.eventstatistics.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.EventStatisticsApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that do not read, blocked within a message larger than any socket buffer.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StuckReaderTests {

	private static final int EACH = 20;

	private static final int LENGTH = 8_000_000;

	private static final String UPGRADE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

	private final ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class,
			"--server.port=0", "--logging.level.org.springframework.boot.tomcat=info");

	private final int port = Integer.parseInt(this.service.getEnvironment().getRequiredProperty("local.server.port"));

	private final LivePublisher publisher = this.service.getBean(LivePublisher.class);

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void stop() throws IOException {
		this.service.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	void serviceStopsWithoutWaitingForThem(CapturedOutput output) throws Exception {
		openStuck();
		this.service.close();
		assertThat(output).contains("Graceful shutdown complete").doesNotContain("aborted");
		assertThat(this.publisher.subscribers()).isZero();
		for (Socket socket : this.sockets) {
			assertThat(rest(socket)).isLessThan(LENGTH);
		}
	}

	@Test
	void theyAreLetGoInTime() throws Exception {
		openStuck();
		while (this.publisher.subscribers() > 0) {
			Thread.sleep(10);
		}
	}

	/** That many of either kind. */
	private void openStuck() throws Exception {
		for (int i = 0; i < EACH; i++) {
			open("GET /statistics/stream?every=60s HTTP/1.1\r\nHost: x\r\n\r\n");
			open("GET /statistics/ws?every=60s HTTP/1.1\r\nHost: x\r\n%s\r\n".formatted(UPGRADE));
		}
		while (this.publisher.subscribers() < 2 * EACH) {
			Thread.sleep(10);
		}
		Frame frame = Frame.of("x".repeat(LENGTH));
		this.publisher.feeds.values()
			.forEach((feed) -> feed.subscribers().forEach((subscriber) -> subscriber.offer(frame)));
	}

	private void open(String request) throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.setReceiveBufferSize(1024);
		socket.setSoTimeout(10_000);
		socket.connect(new InetSocketAddress("127.0.0.1", this.port));
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		assertThat(socket.getInputStream().read()).isEqualTo('H');
	}

	/** Returns how many bytes a client receives that finally reads. */
	private static long rest(Socket socket) throws IOException {
		long rest = 0;
		byte[] buffer = new byte[65_536];
		try {
			for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
				rest += read;
			}
		}
		catch (SocketException ex) {
			return rest;
		}
		return rest;
	}

}
