package io.eventstatistics.limit;

import java.time.Instant;

import io.eventstatistics.testing.Http;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forwarded headers are ignored unless the settings trust them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "event-statistics.rate-limit.events-per-second=1", "event-statistics.rate-limit.burst=2",
				"spring.main.cloud-platform=kubernetes" })
class UntrustedProxyTests {

	@LocalServerPort
	private int port;

	@Test
	void forwardedAddressesShareTheLimitOfTheConnection() {
		assertThat(post("X-Forwarded-For", "192.0.2.1")).isEqualTo(201);
		assertThat(post("Forwarded", "for=192.0.2.2")).isEqualTo(429);
		assertThat(post("X-Real-IP", "192.0.2.3")).isEqualTo(429);
	}

	private int post(String header, String value) {
		String batch = "{\"timestamp\": \"%s\", \"value\": 1}\n".formatted(Instant.now()).repeat(2);
		return new Http(this.port).send("POST", "/events", batch, "Content-Type", "application/x-ndjson", header, value)
			.status();
	}

}
