package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ByteBudgetTests {

	private static final String EVENT = "{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":1";

	private static final String LONG = EVENT + ",\"note\":\"" + "x".repeat(2000) + "\"}";

	private final ByteBudget budget = new ByteBudget(2_000);

	private final BodyReader reader = new BodyReader(new IngestProperties(100, DataSize.ofMegabytes(1), null),
			this.budget, Toll.FREE);

	@Test
	void allThatIsUnderWayCounts() throws IOException {
		try (InputStream first = this.budget.meter(body("x".repeat(1_999)))) {
			assertThat(first.readAllBytes()).hasSize(1_999);
			try (InputStream second = this.budget.meter(body("xx"))) {
				assertThat(second.read()).isEqualTo('x');
				assertThatExceptionOfType(OverloadedException.class).isThrownBy(second::read)
					.withMessage("too much is being received at once: try again later");
			}
			assertThat(this.budget.meter(body("x")).read()).isEqualTo('x');
		}
	}

	@Test
	void whatWasTakenComesBackWhateverCameOfIt() throws IOException {
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(OverloadedException.class)
				.isThrownBy(() -> this.reader.readEvent(body(LONG + " ".repeat(1_000))));
			assertThatExceptionOfType(OverloadedException.class)
				.isThrownBy(() -> this.reader.readLines(body(LONG + "\n" + LONG)));
			assertThatExceptionOfType(OverloadedException.class)
				.isThrownBy(() -> this.reader.readArray(body("[" + LONG + "," + LONG + "]")));
			assertThatExceptionOfType(InvalidEventException.class)
				.isThrownBy(() -> this.reader.readEvent(body("y".repeat(2_000))));
			assertThat(this.reader.readEvent(body(LONG)).size()).isOne();
			assertThat(this.reader.readLines(body((EVENT + "}\n").repeat(30))).accepted()).isEqualTo(30);
		}
	}

	@Test
	void usualEventsPassWhereNothingIsLeft() throws IOException {
		try (InputStream all = this.budget.meter(body("x".repeat(2_000)))) {
			assertThat(all.readAllBytes()).hasSize(2_000);
			assertThat(this.reader.readEvent(body(EVENT + "}")).size()).isOne();
		}
	}

	private static InputStream body(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
	}

}
