package io.eventstatistics.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.eventstatistics.live.LivePublisher;
import io.eventstatistics.testing.RunningService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service for tests of live streams, and connections to it that are closed after each
 * test.
 */
@TestPropertySource(properties = "event-statistics.live.max-subscribers=40")
abstract class LiveService extends RunningService {

	static final String UPGRADE = "GET /statistics/ws%s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
			+ "Connection: Upgrade\r\nSec-WebSocket-Version: %s\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	LivePublisher publisher;

	final List<Socket> sockets = new ArrayList<>();

	private final List<WebSocket> webSockets = new ArrayList<>();

	/** A stream that is gone is noticed once a tick cannot be written. */
	@AfterEach
	void closeConnections() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.webSockets.forEach(WebSocket::abort);
		await(() -> this.publisher.subscribers() == 0);
	}

	BufferedReader stream(String path) throws IOException {
		Socket socket = open("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".formatted(path));
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	Socket open(String request) throws IOException {
		Socket socket = new Socket("127.0.0.1", this.port);
		this.sockets.add(socket);
		socket.setSoTimeout(10_000);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	static List<String> head(BufferedReader stream) throws IOException {
		List<String> head = new ArrayList<>();
		for (String line = stream.readLine(); !line.isEmpty(); line = stream.readLine()) {
			head.add(line);
		}
		return head;
	}

	/** The next line that is not empty and not the size of a chunk. */
	static String next(BufferedReader stream) throws IOException {
		String line = stream.readLine();
		while (line.isEmpty() || line.matches("[0-9a-f]{1,4}")) {
			line = stream.readLine();
		}
		return line;
	}

	String upgrade(String query, String version, String headers) throws IOException {
		Socket socket = open(UPGRADE.formatted(query, version, headers));
		byte[] answer = new byte[4096];
		int length = socket.getInputStream().read(answer);
		return new String(answer, 0, length, StandardCharsets.UTF_8);
	}

	WebSocket connect(String query, Listener listener) throws Exception {
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + this.port + "/statistics/ws" + query), listener)
			.get(10, TimeUnit.SECONDS);
		this.webSockets.add(socket);
		return socket;
	}

	static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).isLessThan(end);
			Thread.onSpinWait();
		}
	}

	/** Notes what a socket gets. */
	static final class Listener implements WebSocket.Listener {

		final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		private final BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.messages.add(data.toString());
			socket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
			this.codes.add(code);
			return null;
		}

		@Nullable String next() throws InterruptedException {
			return this.messages.poll(10, TimeUnit.SECONDS);
		}

		@Nullable Integer closed() throws InterruptedException {
			return this.codes.poll(10, TimeUnit.SECONDS);
		}

	}

}
