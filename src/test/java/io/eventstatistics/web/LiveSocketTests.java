package io.eventstatistics.web;

import java.io.IOException;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live stream over a WebSocket.
 */
class LiveSocketTests extends LiveService {

	@Test
	void socketGetsTheSameJson() throws Exception {
		this.http.postEvent(Instant.now(), 12.34);
		Listener listener = new Listener();
		connect("?every=100ms&stats=count,max", listener);
		assertThat(listener.next()).isEqualTo("{\"count\":1,\"max\":12.34}");
		assertThat(listener.next()).isEqualTo("{\"count\":1,\"max\":12.34}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "by=series&stats=count,mean,p99&sort=-mean&limit=2", "by=series&series=a,c*",
			"series=a,c.3&stats=count,p50", "series=c*&window=5m" })
	void framesOfSeriesAreWhatGetAnswers(String query) throws Exception {
		Instant now = Instant.now();
		this.http.postEvent(now, 7);
		for (String event : List.of("a 1", "a 2", "a 5", "b 40", "c.1 3", "c.2 -4")) {
			String[] parts = event.split(" ");
			this.http
				.postEvent("{\"timestamp\":\"%s\",\"value\":%s,\"series\":\"%s\"}".formatted(now, parts[1], parts[0]));
		}
		String answer = this.http.get("/statistics?" + query).body();
		assertThat(answer).contains("count").doesNotContain("\"count\":0");
		Listener listener = new Listener();
		connect("?every=100ms&" + query, listener);
		assertThat(listener.next()).isEqualTo(answer);
		assertThat(listener.next()).isEqualTo(answer);
		this.http.postEvent("{\"timestamp\":\"%s\",\"value\":9,\"series\":\"c.3\"}".formatted(now));
		String changed = this.http.get("/statistics?" + query).body();
		await(() -> changed.equals(listener.messages.poll()));
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

}
