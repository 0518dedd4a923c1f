package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.eventstatistics.ingest.BodyReader.BoundedInputStream;
import io.eventstatistics.ingest.parse.BodyTooLargeException;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyLimitTests {

	private static final String TIMESTAMP = "2026-11-23T14:30:00.123456789Z";

	@Test
	void refusesABodyAboveTheLimitWhileReading() throws IOException {
		String event = "{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":1}";
		BodyReader reader = new BodyReader(new IngestProperties(100, DataSize.ofKilobytes(1), null),
				new ByteBudget(Long.MAX_VALUE), EventQuota.UNLIMITED);
		String fits = event + " ".repeat(1024 - event.length());
		assertThat(reader.readEvent(stream(fits)).size()).isEqualTo(1);
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> reader.readEvent(stream(fits + " ")))
			.withMessageContaining("1024 bytes");
	}

	@Test
	void boundsABodyThatIsReadByteByByte() throws IOException {
		try (InputStream bounded = new BoundedInputStream(stream("ab"), 1)) {
			assertThat(bounded.read()).isEqualTo('a');
			assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(bounded::read);
		}
		try (InputStream bounded = new BoundedInputStream(stream("a"), 1)) {
			assertThat(bounded.read()).isEqualTo('a');
			assertThat(bounded.read()).isEqualTo(-1);
		}
	}

	private static InputStream stream(String body) {
		return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
	}

}
