package io.eventstatistics.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.MethodMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches, retries and refusals, over a real connection.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "event-statistics.max-events=250000", "event-statistics.ingest.max-body=10MB" })
class BatchControllerTests {

	private static final String NDJSON = "application/x-ndjson";

	private static final String JSON = "application/json";

	@LocalServerPort
	private int port;

	private Http http = new Http(0);

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@Test
	void linesAndArraysAreCounted() {
		long before = count();
		Response lines = post(NDJSON, event(1) + "\r\n\n" + event(2));
		assertThat(lines.status()).isEqualTo(201);
		assertThat(lines.body()).isEqualTo("{\"message\":\"Events created successfully\",\"accepted\":2}");
		assertThat(post(JSON, "[" + event(3) + "," + event(4) + "," + event(5) + "]").body())
			.contains("\"accepted\":3");
		assertThat(post(JSON, "[]").body()).contains("\"accepted\":0");
		assertThat(count()).isEqualTo(before + 5);
	}

	@Test
	@DirtiesContext(methodMode = MethodMode.BEFORE_METHOD)
	void hundredThousandEventsCountExactly() throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		NaiveWindow oracle = new NaiveWindow(Long.MAX_VALUE / 4);
		StringBuilder body = new StringBuilder();
		Instant now = Instant.now();
		double level = 70;
		for (int i = 0; i < 100_000; i++) {
			level += random.nextGaussian();
			oracle.add(0, level);
			body.append("{\"timestamp\":\"%s\",\"value\":%s}\n"
				.formatted(now.minusNanos((long) (random.nextDouble() * 3.5e12)), level));
		}
		assertThat(post(NDJSON, body.toString()).body()).contains("\"accepted\":100000");
		Statistics expected = oracle.statistics(0);
		JsonNode answer = this.http.get("/statistics").json();
		assertThat(answer.get("count").longValue()).isEqualTo(100_000);
		assertThat(answer.get("min").doubleValue()).as("seed %d", seed).isEqualTo(expected.min());
		assertThat(answer.get("max").doubleValue()).as("seed %d", seed).isEqualTo(expected.max());
		assertThat(answer.get("mean").doubleValue()).as("seed %d", seed).isEqualTo(expected.mean());
		assertThat(post(NDJSON, body + event(1)).status()).isEqualTo(413);
		assertThat(count()).isEqualTo(100_000);
	}

	@Test
	void eventsOlderThanTheWindowAreCountedAsExpired() {
		long before = count();
		String old = event(1).replaceFirst("\"timestamp\":\\s*\"[^\"]*\"",
				"\"timestamp\": \"" + Instant.now().minusSeconds(3601) + "\"");
		assertThat(post(NDJSON, old + "\n" + event(2) + "\n" + old).body())
			.isEqualTo("{\"message\":\"Events created successfully\",\"accepted\":3,\"expired\":2}");
		Response partly = this.http.send("POST", "/events?partial=true", old + "\nx\n" + event(3), "Content-Type",
				NDJSON);
		assertThat(partly.json().get("accepted").intValue()).isEqualTo(2);
		assertThat(partly.json().get("expired").intValue()).isOne();
		assertThat(partly.json().get("rejected").intValue()).isOne();
		assertThat(count()).isEqualTo(before + 2);
	}

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
	void allOrNothing() {
		long before = count();
		Response lines = post(NDJSON, event(1) + "\n{}\nx\n" + event(2) + "\n" + ahead());
		assertThat(lines.status()).isEqualTo(400);
		assertThat(lines.header("Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = lines.json();
		assertThat(problem.get("rejected").intValue()).isEqualTo(3);
		assertThat(problem.at("/errors/2/line").intValue()).isEqualTo(5);
		assertThat(problem.at("/errors/2/error").stringValue()).contains("too far ahead");
		assertThat(problem.at("/errors/0/line").intValue()).isEqualTo(2);
		assertThat(problem.at("/errors/0/error").stringValue()).contains("timestamp is missing");
		assertThat(problem.at("/errors/1/line").intValue()).isEqualTo(3);
		assertThat(problem.get("error")).isEqualTo(problem.get("detail"));
		Response array = post(JSON, "[" + event(1) + "," + ahead() + "]");
		assertThat(array.status()).isEqualTo(400);
		assertThat(array.json().at("/errors/0/index").intValue()).isEqualTo(1);
		assertThat(array.json().at("/errors/0/error").stringValue()).contains("9999-01-01T00:00:00Z is too far ahead");
		assertThat(count()).isEqualTo(before);
	}

	@Test
	void partialStoresTheGoodOnes() {
		long before = count();
		Response lines = this.http.send("POST", "/events?partial=true", event(1) + "\nx\n" + ahead() + "\n" + event(2),
				"Content-Type", NDJSON);
		assertThat(lines.status()).isEqualTo(200);
		assertThat(lines.json().get("accepted").intValue()).isEqualTo(2);
		assertThat(lines.json().get("rejected").intValue()).isEqualTo(2);
		assertThat(lines.json().at("/errors/0/line").intValue()).isEqualTo(2);
		assertThat(lines.json().at("/errors/1/line").intValue()).isEqualTo(3);
		Response array = this.http.send("POST", "/events?partial=true", "[1," + event(1) + ",", "Content-Type", JSON);
		assertThat(array.status()).isEqualTo(200);
		assertThat(array.json().at("/errors/0/index").intValue()).isZero();
		assertThat(array.json().at("/errors/1/index").intValue()).isEqualTo(2);
		Response good = this.http.send("POST", "/events?partial=true", event(1), "Content-Type", NDJSON);
		assertThat(good.body()).isEqualTo("{\"accepted\":1,\"rejected\":0,\"errors\":[]}");
		assertThat(count()).isEqualTo(before + 4);
	}

	@Test
	void compressedBodiesAreTakenToo() throws Exception {
		long before = count();
		assertThat(gzip("/events", NDJSON, event(1) + "\n" + event(2)).status()).isEqualTo(201);
		assertThat(gzip("/event", JSON, event(1)).status()).isEqualTo(201);
		assertThat(count()).isEqualTo(before + 3);
		Response bomb = gzip("/events", NDJSON, "\n".repeat(11_000_000));
		assertThat(bomb.status()).isEqualTo(413);
		assertThat(bomb.json().get("detail").stringValue()).contains("larger than the 10485760 bytes");
	}

	@Test
	void encodingsThatAreNotWhatTheySayAreRefused() {
		Response broken = this.http.send("POST", "/events", event(1), "Content-Type", NDJSON, "Content-Encoding",
				"gzip");
		assertThat(broken.status()).isEqualTo(400);
		assertThat(broken.json().get("detail").stringValue()).contains("Content-Encoding");
		Response unknown = this.http.send("POST", "/event", event(1), "Content-Type", JSON, "Content-Encoding", "br");
		assertThat(unknown.status()).isEqualTo(415);
		assertThat(unknown.header("Accept-Encoding")).isEqualTo("gzip");
		assertThat(unknown.json().get("detail").stringValue()).contains("br is not supported: supported is gzip");
		assertThat(this.http.send("POST", "/event", event(1), "Content-Type", JSON, "Content-Encoding", "identity")
			.status()).isEqualTo(201);
	}

	@Test
	void encodingsAreReadAsTheyAreMeant() throws Exception {
		long before = count();
		byte[] member = compressed(event(1) + "\n");
		byte[] members = new byte[2 * member.length];
		System.arraycopy(member, 0, members, 0, member.length);
		System.arraycopy(member, 0, members, member.length, member.length);
		assertThat(this.http
			.send("POST", "/events", members, "Content-Type", "application/jsonl", "Content-Encoding", "X-GZIP")
			.json()
			.get("accepted")
			.intValue()).isEqualTo(2);
		assertThat(this.http
			.send("POST", "/events", event(1), "Content-Type", "application/ndjson", "Content-Encoding", "")
			.status()).isEqualTo(201);
		Response twice = this.http.send("POST", "/events", member, "Content-Type", NDJSON, "Content-Encoding", "gzip",
				"Content-Encoding", "gzip");
		assertThat(twice.status()).isEqualTo(415);
		assertThat(twice.json().get("detail").stringValue()).contains("gzip, gzip is not supported");
		byte[] followed = Arrays.copyOf(member, member.length + 10);
		Response garbage = this.http.send("POST", "/events", followed, "Content-Type", NDJSON, "Content-Encoding",
				"gzip");
		assertThat(garbage.status()).isEqualTo(400);
		assertThat(garbage.json().get("detail").stringValue()).contains("goes on after a member");
		assertThat(count()).isEqualTo(before + 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events", "/event", "/statistics", "/nothing" })
	void refusalOfALargeBodyCanBeRead(String path) throws Exception {
		byte[] body = new byte[9_000_000];
		Arrays.fill(body, (byte) 'x');
		for (String type : new String[] { JSON, "text/plain" }) {
			Response response = this.http.send("POST", path, body, "Content-Type", type);
			assertThat(response.status()).isBetween(400, 415);
			assertThat(response.json().get("detail").stringValue()).isNotBlank();
		}
		Response tooLarge = this.http.send("POST", path, new byte[12_000_000], "Content-Type", JSON);
		assertThat(tooLarge.status()).isBetween(400, 415);
	}

	@Test
	void wrongMediaTypeAndParameterSayWhatIsRight() {
		Response text = post("text/plain", event(1));
		assertThat(text.status()).isEqualTo(415);
		assertThat(text.json().get("detail").stringValue()).contains("application/json", "application/x-ndjson");
		Response parameter = this.http.send("POST", "/events?partial=maybe", event(1), "Content-Type", NDJSON);
		assertThat(parameter.status()).isEqualTo(400);
		assertThat(parameter.json().get("detail").stringValue()).contains("partial");
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
	void halfSentRequestsDoNotStopTheOthers() throws Exception {
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
			assertThat(this.http.send("POST", "/event", event(1), "Content-Type", JSON).status()).isEqualTo(201);
			assertThat(post(NDJSON, event(1)).status()).isEqualTo(201);
			assertThat(this.http.get("/statistics").status()).isEqualTo(200);
			assertThat(this.http.get("/health").status()).isEqualTo(200);
		}
		finally {
			for (Socket socket : halfSent) {
				socket.close();
			}
		}
	}

	@Test
	@DirtiesContext(methodMode = MethodMode.AFTER_METHOD)
	void fullWindowRefusesAndGoesOnAnswering() {
		String batch = (event(1) + "\n").repeat(90_000);
		Response response = post(NDJSON, batch);
		for (int i = 0; i < 3 && response.status() == 201; i++) {
			response = post(NDJSON, batch);
		}
		long count = count();
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.json().get("detail").stringValue()).contains("the window is full");
		assertThat(count()).isEqualTo(count);
		assertThat(this.http.get("/health").status()).isEqualTo(200);
	}

	private void cutConnection(String batch, String key) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.getOutputStream()
				.write(("POST /events HTTP/1.1\r\nHost: x\r\nContent-Type: " + NDJSON + "\r\nIdempotency-Key: " + key
						+ "\r\nContent-Length: " + (batch.length() + 1) + "\r\n\r\n" + batch)
					.getBytes(StandardCharsets.US_ASCII));
		}
	}

	private long count() {
		return this.http.get("/statistics").json().get("count").longValue();
	}

	private Response post(String type, String body, String... headers) {
		String[] all = new String[headers.length + 2];
		all[0] = "Content-Type";
		all[1] = type;
		System.arraycopy(headers, 0, all, 2, headers.length);
		return this.http.send("POST", "/events", body, all);
	}

	private Response gzip(String path, String type, String body) throws IOException {
		return this.http.send("POST", path, compressed(body), "Content-Type", type, "Content-Encoding", "gzip");
	}

	private static byte[] compressed(String body) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(body.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

	private static String event(double value) {
		return "{\"timestamp\": \"%s\", \"value\": %s}".formatted(Instant.now(), value);
	}

	private static long crc32c(String text) {
		CRC32C checksum = new CRC32C();
		checksum.update(text.getBytes(StandardCharsets.UTF_8));
		return checksum.getValue();
	}

	private static String ahead() {
		return "{\"timestamp\": \"9999-01-01T00:00:00Z\", \"value\": 1}";
	}

}
