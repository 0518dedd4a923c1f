package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.eventstatistics.ingest.parse.InvalidEventException;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ByteBudgetTests {

	private static final String EVENT = "{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":1}";

	private final ByteBudget budget = new ByteBudget(20_000);

	private final BodyReader reader = new BodyReader(new IngestProperties(10_000, DataSize.ofMegabytes(2), null),
			this.budget, EventQuota.UNLIMITED);

	@Test
	void allThatIsHeldCounts() {
		ByteBudget.Share first = this.budget.share();
		ByteBudget.Share second = this.budget.share();
		first.hold(19_999);
		second.hold(1);
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> second.hold(1))
			.withMessage("request bodies in progress take too much memory: try again later");
		second.close();
		second.close();
		first.hold(1);
		first.close();
		this.budget.share().hold(20_000);
	}

	@Test
	void whatIsReadAndGoneDoesNotCount() throws IOException {
		String blanks = " \n".repeat(400_000);
		assertThat(this.reader.readLines(body(blanks + EVENT)).accepted()).isOne();
		assertThat(this.reader.readArray(body("[" + blanks + EVENT + blanks.substring(400_000) + "]")).accepted())
			.isOne();
		assertThat(this.reader.readEvent(body(blanks + EVENT)).size()).isOne();
		String text = EVENT.replace("}", ",\"x\":\"" + blanks.replace('\n', 'x') + "\"}");
		assertThat(this.reader.readEvent(body(text)).size()).isOne();
		assertThat(this.reader.readLines(body(text)).accepted()).isOne();
	}

	@Test
	void columnsCountAndComeBackWhateverCameOfThem() throws IOException {
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(OverloadedException.class)
				.isThrownBy(() -> this.reader.readLines(body((EVENT + "\n").repeat(2_000))));
			assertThatExceptionOfType(OverloadedException.class)
				.isThrownBy(() -> this.reader.readArray(body("[" + (EVENT + ",").repeat(2_000))));
			assertThatExceptionOfType(InvalidEventException.class)
				.isThrownBy(() -> this.reader.readEvent(body("y".repeat(5_000))));
			assertThat(this.reader.readLines(body((EVENT + "\n").repeat(100))).accepted()).isEqualTo(100);
		}
		this.budget.share().hold(20_000);
	}

	@Test
	void usualEventsPassWhereNothingIsLeft() throws IOException {
		try (ByteBudget.Share all = this.budget.share()) {
			all.hold(20_000);
			assertThat(this.reader.readEvent(body(EVENT)).size()).isOne();
			assertThatExceptionOfType(OverloadedException.class)
				.isThrownBy(() -> this.reader.readEvent(body(" ".repeat(1_000) + EVENT)));
		}
	}

	private static InputStream body(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
	}

}
