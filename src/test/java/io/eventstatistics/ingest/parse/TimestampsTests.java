package io.eventstatistics.ingest.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimestampsTests {

	@ParameterizedTest
	@CsvSource({ "2026-11-23T14:30:00Z, 2026-11-23T14:30:00Z", "2026-11-23t14:30:00z, 2026-11-23T14:30:00Z",
			"2026-11-23 14:30:00Z, 2026-11-23T14:30:00Z", "2026-11-23T14:30Z, 2026-11-23T14:30:00Z",
			"2026-11-23T14:30, 2026-11-23T14:30:00Z", "2026-11-23T14:30:05, 2026-11-23T14:30:05Z",
			"2026-11-23T14:30:00.5, 2026-11-23T14:30:00.5Z", "2026-11-23T14:30:00.1Z, 2026-11-23T14:30:00.100Z",
			"2026-11-23T14:30:00.000000001Z, 2026-11-23T14:30:00.000000001Z",
			"2026-11-23T14:30:00.123456789Z, 2026-11-23T14:30:00.123456789Z",
			"2026-11-23T20:00:00+05:30, 2026-11-23T14:30:00Z", "2026-11-23T04:30-10:00, 2026-11-23T14:30:00Z",
			"2026-11-23T14:30:00-00:00, 2026-11-23T14:30:00Z", "2026-11-23T14:30:00+23:59, 2026-11-22T14:31:00Z",
			"2026-11-23T20:00:00+0530, 2026-11-23T14:30:00Z", "2026-11-23T04:30-10, 2026-11-23T14:30:00Z",
			"2026-11-23T20:00+0530, 2026-11-23T14:30:00Z", "2026-11-23 14:30:00.5-00, 2026-11-23T14:30:00.5Z",
			"2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z", "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
			"9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
			"9999-12-31T23:59:59-23:59, +10000-01-01T23:58:59Z" })
	void readsTheFormsOfRfc3339(String text, Instant expected) {
		assertThat(Timestamps.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "2026", "2026-11-23", "2026-11-23T", "2026-11-23T14", "2026-11-23T14:3",
			"2026-11-23T14:30:", "2026-11-23T14:30:0", "2026-11-23T14:30:00.", "2026-11-23T14:30:00.Z",
			"2026-11-23T14:30.5Z", "2026-11-23T14:30:00,5Z", "2026-11-23T14:30:00.1234567890Z", "2026-11-23T14:30:00ZZ",
			"2026-11-23T14:30:00Z ", " 2026-11-23T14:30:00Z", "2026-11-23_14:30:00Z", "2026-11-23  14:30:00Z",
			"26-11-23T14:30:00Z", "+2026-11-23T14:30:00Z", "-2026-11-23T14:30:00Z", "12026-11-23T14:30:00Z",
			"2026-13-23T14:30:00Z", "2026-00-23T14:30:00Z", "2026-02-30T14:30:00Z", "2026-02-29T14:30:00Z",
			"2026-11-00T14:30:00Z", "2026-11-31T14:30:00Z", "2026-11-23T24:00:00Z", "2026-11-23T25:30:00Z",
			"2026-11-23T14:60:00Z", "2026-11-23T14:30:60Z", "2026-12-31T23:59:60Z", "2026-11-23T14:30:00+05:",
			"2026-11-23T14:30:00+053", "2026-11-23T14:30:00+05300", "2026-11-23T14:30:00+5", "2026-11-23T14:30:00+2400",
			"2026-11-23T14:30:00+0560", "2026-11-23T14:30:00+24", "2026-11-23T14:30:00+", "2026-11-23T14:30:00+5:30",
			"2026-11-23T14:30:00+24:00", "2026-11-23T14:30:00+05:60", "2026-11-23T14:30:00+05:30Z",
			"2026-11-23T14:30:00 Z", "20261123T143000Z", "2026-W48-1T14:30:00Z", "2026-327T14:30:00Z",
			"2026/11/23T14:30:00Z", "1764000000", "\u0662\u0660\u0662\u0666-11-23T14:30:00Z",
			"2026-11-23T14:30:00\u2212" + "05:00", "now", "2026-1-23T14:30:00Z", "2026-11-23T14:30:00z+00:00",
			"2026-11-23T14:30:00[UTC]", "2026-11-23T14:30:00Z[UTC]" })
	void refusesAnythingElse(String text) {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.parse(text))
			.satisfies((ex) -> assertThat(ex.getMessage()).isNotBlank());
	}

	@Test
	void agreesWithTheJdkOnRandomMoments() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int i = 0; i < 20_000; i++) {
			Instant moment = Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 253_000_000_000L),
					random.nextInt(1_000_000_000));
			OffsetDateTime local = moment.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-1080, 1081)));
			String text = local.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
			assertThat(Timestamps.parse(text)).as("%s, seed %d", text, seed).isEqualTo(moment);
		}
	}

}
