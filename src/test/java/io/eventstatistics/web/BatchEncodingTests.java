package io.eventstatistics.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import io.eventstatistics.testing.Http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Media types and compressed bodies, over a real connection.
 */
class BatchEncodingTests extends BatchService {

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
		assertThat(garbage.json().get("detail").stringValue()).contains("a member is followed by other bytes");
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

}
