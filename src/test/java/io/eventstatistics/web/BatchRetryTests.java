package io.eventstatistics.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retries of batches and events, over a real connection.
 */
class BatchRetryTests extends BatchService {

	@Test
	void repeatIsToldHowManyHadExpired() {
		String body = event(1).replaceFirst("\"timestamp\":\\s*\"[^\"]*\"",
				"\"timestamp\": \"" + Instant.now().minusSeconds(3601) + "\"") + "\n" + event(2);
		String first = this.http.send("POST", "/events", body, "Content-Type", NDJSON, "Idempotency-Key", "late")
			.body();
		Response repeat = this.http.send("POST", "/events", body, "Content-Type", NDJSON, "Idempotency-Key", "late");
		assertThat(first).contains("\"accepted\":2,\"expired\":1");
		assertThat(repeat.body()).isEqualTo(first);
		assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
	}

	@Test
	void retryGetsTheFirstAnswerAndCountsOnce() {
		long before = count();
		String batch = event(1) + "\n" + event(2);
		Response first = post(NDJSON, batch, "Idempotency-Key", "retry-1");
		assertThat(first.status()).isEqualTo(201);
		assertThat(first.header("Idempotency-Replayed")).isEmpty();
		Response retry = post(NDJSON, batch, "Idempotency-Key", "retry-1");
		assertThat(retry.status()).isEqualTo(201);
		assertThat(retry.body()).isEqualTo(first.body());
		assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
		Response other = post(NDJSON, event(3), "Idempotency-Key", "retry-1");
		assertThat(other.status()).isEqualTo(422);
		assertThat(other.json().get("detail").stringValue()).contains("retry-1");
		assertThat(count()).isEqualTo(before + 2);
	}

	@Test
	void retryOfAPartialBatchGetsTheFirstAnswer() {
		String batch = event(1) + "\nx\n" + ahead();
		Response first = this.http.send("POST", "/events?partial=true", batch, "Content-Type", NDJSON,
				"Idempotency-Key", "partial-1");
		Response retry = this.http.send("POST", "/events?partial=true", batch, "Content-Type", NDJSON,
				"Idempotency-Key", "partial-1");
		assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(retry.body()).isEqualTo(first.body());
		assertThat(retry.json().get("rejected").intValue()).isEqualTo(2);
	}

	@Test
	void bodiesWithTheSameChecksumAreTwoRequests() {
		String one = event(7533317764040.0).replace("7.53331776404E12", "7533317764040");
		String other = one.replace("7533317764040", "3403975396341");
		assertThat(crc32c(one)).isEqualTo(crc32c(other));
		assertThat(post(NDJSON, one, "Idempotency-Key", "checksum").status()).isEqualTo(201);
		assertThat(post(NDJSON, other, "Idempotency-Key", "checksum").status()).isEqualTo(422);
	}

	@Test
	void sameBytesOfAnotherTypeOrToAnotherPathAreAnotherRequest() {
		String event = event(1);
		assertThat(post(NDJSON, event, "Idempotency-Key", "types").status()).isEqualTo(201);
		assertThat(post("APPLICATION/x-ndjson; charset=utf-8", event, "Idempotency-Key", "types").status())
			.isEqualTo(201);
		assertThat(this.http.send("POST", "/event", event, "Content-Type", JSON, "Idempotency-Key", "types").status())
			.isEqualTo(422);
		String array = "[" + event + "]";
		assertThat(post(JSON, array, "Idempotency-Key", "array").json().get("accepted").intValue()).isOne();
		assertThat(this.http
			.send("POST", "/events?partial=true", array, "Content-Type", NDJSON, "Idempotency-Key", "array")
			.status()).isEqualTo(422);
	}

	@Test
	void singleEventsHaveKeysToo() {
		long before = count();
		String event = event(1);
		for (int i = 0; i < 3; i++) {
			Response response = this.http.send("POST", "/event", event, "Content-Type", JSON, "Idempotency-Key", "one");
			assertThat(response.status()).isEqualTo(201);
			assertThat(response.header("Idempotency-Replayed")).isEqualTo((i == 0) ? "" : "true");
		}
		assertThat(this.http.send("POST", "/event", event(2), "Content-Type", JSON, "Idempotency-Key", "one").status())
			.isEqualTo(422);
		assertThat(this.http.send("POST", "/event", "{}", "Content-Type", JSON, "Idempotency-Key", "two").status())
			.isEqualTo(400);
		assertThat(this.http.send("POST", "/event", event, "Content-Type", JSON, "Idempotency-Key", "two").status())
			.isEqualTo(201);
		assertThat(count()).isEqualTo(before + 2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 256 })
	void malformedKeyIsRefusedByName(int length) {
		String key = "k".repeat(length);
		Response response = this.http.send("POST", "/event", event(1), "Content-Type", JSON, "Idempotency-Key", key);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.json().get("detail").stringValue()).contains("Idempotency-Key must be 1 to 255");
	}

	@Test
	void sixteenClientsWithOneKeyCountOnce() throws Exception {
		long before = count();
		String batch = (event(1) + "\n").repeat(1000);
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			cutConnection(batch, "same");
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Integer>> clients = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				clients.add(threads.submit(() -> {
					start.await();
					int status = 503;
					while (status == 503) {
						status = post(NDJSON, batch, "Idempotency-Key", "same").status();
					}
					return status;
				}));
			}
			start.countDown();
			for (Future<Integer> client : clients) {
				assertThat(client.get()).isIn(201, 409);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(post(NDJSON, batch, "Idempotency-Key", "same").header("Idempotency-Replayed")).isEqualTo("true");
		assertThat(count()).isEqualTo(before + 1000);
	}

	@Test
	void halfSentRequestsDoNotStopThoseThatAreSentWhole() throws Exception {
		List<Socket> halfSent = new ArrayList<>();
		try {
			for (int i = 0; i < 300; i++) {
				Socket socket = new Socket("127.0.0.1", this.port);
				halfSent.add(socket);
				String path = (i % 2 == 0) ? "/event" : "/events";
				String type = (i % 2 == 0) ? JSON : NDJSON;
				socket.getOutputStream()
					.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type
							+ "\r\nContent-Length: 1000\r\n\r\n{\"timestamp\":")
						.getBytes(StandardCharsets.US_ASCII));
			}
			assertThat(sendWhole("/event", JSON, event(1))).startsWith("HTTP/1.1 201");
			assertThat(sendWhole("/events", NDJSON, event(1))).startsWith("HTTP/1.1 201");
			assertThat(this.http.get("/statistics").status()).isEqualTo(200);
			assertThat(this.http.get("/health").status()).isEqualTo(200);
		}
		finally {
			for (Socket socket : halfSent) {
				socket.close();
			}
		}
	}

	/** Sends head and body at once, so that no thread has to wait for the body. */
	private String sendWhole(String path, String type, String body) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.getOutputStream()
				.write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type
						+ "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private void cutConnection(String batch, String key) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.getOutputStream()
				.write(("POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: " + NDJSON + "\r\nIdempotency-Key: " + key
						+ "\r\nContent-Length: " + (batch.length() + 1) + "\r\n\r\n" + batch)
					.getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static long crc32c(String text) {
		CRC32C checksum = new CRC32C();
		checksum.update(text.getBytes(StandardCharsets.UTF_8));
		return checksum.getValue();
	}

}
