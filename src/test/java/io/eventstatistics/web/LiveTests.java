package io.eventstatistics.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.live.LivePublisher;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live streams, over real connections.
 */
class LiveTests {

	private static final String UPGRADE = "GET /statistics/ws%s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
			+ "Connection: Upgrade\r\nSec-WebSocket-Version: %s\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n";

	private final ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class,
			"--server.port=0", "--event-statistics.live.max-subscribers=40");

	private final int port = Integer.parseInt(this.service.getEnvironment().getRequiredProperty("local.server.port"));

	private final Http http = new Http(this.port);

	private final LivePublisher publisher = this.service.getBean(LivePublisher.class);

	private final List<Socket> sockets = new ArrayList<>();

	@BeforeEach
	void isEmpty() {
		assertThat(this.publisher.subscribers()).isZero();
	}

	@AfterEach
	void stop() throws IOException {
		this.service.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	void streamStartsAtOnceAndGoesOn() throws IOException {
		this.http.postEvent(Instant.now(), 12.34);
		BufferedReader stream = stream("/statistics/stream?every=100ms");
		assertThat(head(stream))
			.contains("HTTP/1.1 200 ", "Content-Type: text/event-stream;charset=UTF-8", "Cache-Control: no-store",
					"X-Accel-Buffering: no")
			.noneMatch((header) -> header.startsWith("Content-Encoding"));
		assertThat(next(stream)).isEqualTo("retry: 1000");
		for (int i = 0; i < 3; i++) {
			assertThat(next(stream)).isEqualTo("event: statistics");
			assertThat(next(stream)).isEqualTo("data: " + this.http.get("/statistics").body());
		}
		this.http.postEvent(Instant.now(), 7.66);
		String last = next(stream);
		for (int i = 0; i < 20 && !last.contains("\"count\":2"); i++) {
			last = next(stream);
		}
		assertThat(last).isEqualTo("data: {\"count\":2,\"min\":7.66,\"max\":12.34,\"mean\":10.0}");
	}

	@Test
	void streamAnswersWhatItIsAskedFor() throws IOException {
		BufferedReader stream = stream("/statistics/stream?every=PT30S&window=5m&stats=p99,count");
		head(stream);
		assertThat(next(stream)).startsWith("retry");
		assertThat(next(stream)).startsWith("event");
		assertThat(next(stream)).isEqualTo("data: {\"p99\":null,\"count\":0}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "every=99ms | every must be from 100ms to 60s but was \"99ms\"",
					"every=61s | every must be a length of time", "every=often | every must be a length of time",
					"every= | every must be a length of time", "window=2h | window must be a length of time",
					"stats=mode | stats must be a list of figures but names \"mode\"" })
	void wrongParameterIsRefusedByName(String query, String detail) throws IOException {
		Response response = this.http.get("/statistics/stream?" + query, "Accept", "text/event-stream");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.json().get("detail").stringValue()).startsWith(detail);
		assertThat(upgrade("?" + query, "13", "")).startsWith("HTTP/1.1 400 ")
			.contains("application/problem+json")
			.contains("\"status\":400");
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void headOpensNoStream() {
		Response response = this.http.send("HEAD", "/statistics/stream", "");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).startsWith("text/event-stream");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void streamIsServedToThoseWhoAcceptIt() {
		Response response = this.http.get("/statistics/stream", "Accept", "application/json");
		assertThat(response.status()).isEqualTo(406);
		assertThat(response.json().get("detail").stringValue()).contains("available is text/event-stream");
	}

	@Test
	void streamsPastTheLimitAreRefusedUntilOneEnds() throws IOException {
		for (int i = 0; i < 40; i++) {
			next(stream("/statistics/stream?every=100ms"));
		}
		Response refused = this.http.get("/statistics/stream");
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.header("Retry-After")).isEqualTo("1");
		assertThat(refused.json().get("detail").stringValue())
			.isEqualTo("the 40 streams that event-statistics.live.max-subscribers allows are open");
		assertThat(upgrade("", "13", "")).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
		this.sockets.get(0).close();
		await(() -> this.publisher.subscribers() < 40);
		next(stream("/statistics/stream"));
	}

	@Test
	void socketGetsTheSameJson() throws Exception {
		this.http.postEvent(Instant.now(), 12.34);
		Listener listener = new Listener();
		connect("?every=100ms&stats=count,max", listener);
		assertThat(listener.next()).isEqualTo("{\"count\":1,\"max\":12.34}");
		assertThat(listener.next()).isEqualTo("{\"count\":1,\"max\":12.34}");
	}

	@Test
	void whatASocketSendsIsPassedOver() throws Exception {
		Listener listener = new Listener();
		WebSocket socket = connect("?every=100ms", listener);
		for (int i = 0; i < 200; i++) {
			socket.sendText("x".repeat(100_000), i % 3 == 0).get(5, TimeUnit.SECONDS);
		}
		socket.sendPing(java.nio.ByteBuffer.wrap("are you there".getBytes(StandardCharsets.UTF_8))).get();
		listener.messages.clear();
		assertThat(listener.next()).startsWith("{\"count\":0");
		assertThat(this.publisher.subscribers()).isOne();
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
		await(() -> this.publisher.subscribers() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "12", "x" })
	void requestThatIsNoUpgradeSaysWhatThereIs(String version) throws IOException {
		assertThat(upgrade("", version, "")).startsWith("HTTP/1.1 426 ")
			.contains("Sec-WebSocket-Version: 13")
			.contains("for server-sent events use /statistics/stream");
		Response plain = this.http.get("/statistics/ws");
		assertThat(plain.status()).isEqualTo(426);
		assertThat(plain.header("Upgrade")).isEqualTo("websocket");
		assertThat(plain.json().get("status").intValue()).isEqualTo(426);
	}

	@Test
	void olderHttpIsNoUpgrade() throws IOException {
		Socket socket = open(UPGRADE.formatted("", "13", "").replace("HTTP/1.1", "HTTP/1.0"));
		assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains(" 426 ");
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost, 101", "http://LOCALHOST:80, 101", "https://localhost, 403",
			"http://localhost:81, 403", "http://user@localhost, 403", "http://elsewhere.example, 403", "null, 403",
			"'http://[', 403" })
	void pagesOfOtherSitesCannotOpenASocket(String origin, int status) throws IOException {
		assertThat(upgrade("", "13", "Origin: " + origin + "\r\n")).startsWith("HTTP/1.1 " + status + " ");
	}

	@Test
	void deadReadersAreLetGoAndCostTheOthersNothing() throws IOException {
		for (int i = 0; i < 10; i++) {
			Socket dead = open("GET /statistics/stream?every=100ms&stats=%s HTTP/1.1\r\nHost: x\r\n\r\n"
				.formatted("count,min,max,mean,sum,variance,stddev,from,to,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12"));
			dead.setSoLinger(true, 0);
		}
		BufferedReader alive = stream("/statistics/stream?every=100ms");
		head(alive);
		await(() -> this.publisher.subscribers() == 11);
		for (int i = 0; i < 20; i++) {
			next(alive);
		}
		for (int i = 0; i < 10; i++) {
			this.sockets.get(i).close();
		}
		await(() -> this.publisher.subscribers() == 1);
	}

	@Test
	void allStreamsEndAtOnceAsTheServiceStops() throws Exception {
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
		Socket dead = open("GET /statistics/stream?every=100ms HTTP/1.1\r\nHost: x\r\n\r\n");
		assertThat(dead.isConnected()).isTrue();
		await(() -> this.publisher.subscribers() == 22);
		long before = System.nanoTime();
		this.service.close();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
		for (BufferedReader stream : streams) {
			assertThat(stream.lines().filter((line) -> line.equals("0"))).as("the last chunk").hasSize(1);
		}
		assertThat(listener.closed()).isEqualTo(1001);
		assertThat(this.publisher.subscribers()).isZero();
	}

	private BufferedReader stream(String path) throws IOException {
		Socket socket = open("GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".formatted(path));
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	private Socket open(String request) throws IOException {
		Socket socket = new Socket("127.0.0.1", this.port);
		this.sockets.add(socket);
		socket.setSoTimeout(10_000);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static List<String> head(BufferedReader stream) throws IOException {
		List<String> head = new ArrayList<>();
		for (String line = stream.readLine(); !line.isEmpty(); line = stream.readLine()) {
			head.add(line);
		}
		return head;
	}

	/** The next line that is not empty and not the size of a chunk. */
	private static String next(BufferedReader stream) throws IOException {
		String line = stream.readLine();
		while (line.isEmpty() || line.matches("[0-9a-f]{1,4}")) {
			line = stream.readLine();
		}
		return line;
	}

	private String upgrade(String query, String version, String headers) throws IOException {
		Socket socket = open(UPGRADE.formatted(query, version, headers));
		byte[] answer = new byte[4096];
		int length = socket.getInputStream().read(answer);
		return new String(answer, 0, length, StandardCharsets.UTF_8);
	}

	private WebSocket connect(String query, Listener listener) throws Exception {
		return HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + this.port + "/statistics/ws" + query), listener)
			.get(10, TimeUnit.SECONDS);
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).isLessThan(end);
			Thread.onSpinWait();
		}
	}

	/** Notes what a socket gets. */
	private static final class Listener implements WebSocket.Listener {

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
