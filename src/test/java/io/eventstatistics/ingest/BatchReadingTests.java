package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;

import io.eventstatistics.ingest.parse.BodyTooLargeException;
import io.eventstatistics.ingest.parse.InvalidEventException;
import io.eventstatistics.ingest.parse.ParsedBatch;
import io.eventstatistics.ingest.parse.ParsedBatch.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BatchReadingTests {

	private static final String EVENT = "{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":1.5}";

	private static final String OTHER = "{\"value\":2.5e0,\"timestamp\":\"2026-11-23T15:30+01:00\",\"x\":[{}]}";

	private final BodyReader reader = new BodyReader(new IngestProperties(200, DataSize.ofKilobytes(128), null),
			new ByteBudget(Long.MAX_VALUE), EventQuota.UNLIMITED);

	@ParameterizedTest
	@ValueSource(strings = { EVENT + "\n" + OTHER + "\n", EVENT + "\r\n" + OTHER + "\r\n", EVENT + "\n" + OTHER,
			"\n\n" + EVENT + "\n\r\n \t\n" + OTHER + "\n\n", EVENT + " \n  " + OTHER + "  " })
	void readsALineAnEvent(String body) throws IOException {
		assertTwoEvents(lines(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[" + EVENT + "," + OTHER + "]", " [\n" + EVENT + "\n,\t" + OTHER + " ]\n" })
	void readsAnArray(String body) throws IOException {
		assertTwoEvents(array(body));
	}

	@Test
	void batchesWithoutEventsAreFine() throws IOException {
		assertThat(lines("\n\n").rejected()).isZero();
		assertThat(array("[]").events().size()).isZero();
	}

	@Test
	void errorsOfLinesCarryTheirLine() throws IOException {
		ParsedBatch batch = lines("\n" + EVENT + "\nnonsense\n\n{\"timestamp\":\"2026-11-23T14:30:00Z\"}\n" + EVENT
				+ "\n" + "[]\n" + EVENT + "}");
		assertThat(batch.accepted()).isEqualTo(2);
		assertThat(batch.rejected()).isEqualTo(4);
		assertThat(batch.errors()).extracting(Rejection::place).containsExactly(3, 5, 7, 8);
		assertThat(batch.errors().get(0).error()).contains("cannot be read as JSON at column");
		assertThat(batch.errors().get(1).error()).contains("value is missing");
		assertThat(batch.errors().get(2).error()).contains("an array");
	}

	@Test
	void errorsOfElementsCarryTheirIndex() throws IOException {
		ParsedBatch batch = array("[" + EVENT + ",1,{\"timestamp\":{\"a\":[1,2]},\"value\":1}," + OTHER + ",[[" + EVENT
				+ "]],{\"value\":\"x\",\"y\":{}}," + EVENT + "]");
		assertThat(batch.accepted()).isEqualTo(3);
		assertThat(batch.errors()).extracting(Rejection::place).containsExactly(1, 2, 4, 5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[" + EVENT + "," + EVENT, "[" + EVENT + "," + EVENT + ",{",
			"[" + EVENT + "," + EVENT + ",x]", "[" + EVENT + "," + EVENT + "]]", "[" + EVENT + "," + EVENT + "] 1" })
	void arrayThatBreaksOffIsAnErrorOfItsNextElement(String body) throws IOException {
		ParsedBatch batch = array(body);
		assertThat(batch.accepted()).isEqualTo(2);
		assertThat(batch.errors()).extracting(Rejection::place).containsExactly(2);
	}

	@Test
	void emptyBodyIsRefused() {
		assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> lines(""))
			.withMessageContaining("the body is empty");
		assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> array(" \n"))
			.withMessageContaining("the body is empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", EVENT, "1", "x", "null" })
	void whatIsNoArrayIsRefused(String body) {
		assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> array(body));
	}

	@Test
	void blankLinesCountAsLines() throws IOException {
		String blanks = "\n \r\n\t\t\n".repeat(5_000);
		assertThat(lines(blanks + " x\n" + blanks + EVENT + "\n" + blanks + "y").errors()).extracting(Rejection::place)
			.containsExactly(15_001, 45_003);
	}

	@Test
	void onlyTheFirstHundredErrorsAreKept() throws IOException {
		ParsedBatch batch = lines("x\n".repeat(150));
		assertThat(batch.rejected()).isEqualTo(150);
		assertThat(batch.errors()).hasSize(100);
	}

	@Test
	void batchAboveItsLimitIsRefused() throws IOException {
		assertThat(lines((EVENT + "\n").repeat(200)).accepted()).isEqualTo(200);
		assertThat(array("[" + (EVENT + ",").repeat(199) + EVENT + "]").accepted()).isEqualTo(200);
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> lines((EVENT + "\n").repeat(201)))
			.withMessageContaining("200 events");
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> lines("x\n".repeat(201)));
		assertThatExceptionOfType(BodyTooLargeException.class)
			.isThrownBy(() -> array("[" + (EVENT + ",").repeat(200) + EVENT + "]"));
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> lines(" ".repeat(131_073)))
			.withMessageContaining("131072 bytes");
	}

	@Test
	void timestampsAheadAreNotedAtTheirPlace() throws IOException {
		ParsedBatch batch = lines(EVENT + "\nx\n" + EVENT.replace("2026", "2027") + "\n" + EVENT);
		batch.rejectAhead(Instant.parse("2026-11-23T14:40:00Z"), Instant.parse("2026-11-23T14:30:00Z"));
		assertThat(batch.accepted()).isEqualTo(2);
		assertThat(batch.rejected()).isEqualTo(2);
		assertThat(batch.errors()).extracting(Rejection::place).containsExactly(2, 3);
		assertThat(batch.errors().get(1).error()).contains("2027-11-23T14:30:00Z is too far ahead",
				"2026-11-23T14:40:00Z");
	}

	@Test
	void firstErrorsAreThoseOfTheFirstPlaces() throws IOException {
		String ahead = EVENT.replace("2026", "2027") + "\n";
		ParsedBatch batch = lines(ahead.repeat(50) + "x\n".repeat(101) + ahead);
		batch.rejectAhead(Instant.parse("2026-11-23T14:40:00Z"), Instant.parse("2026-11-23T14:30:00Z"));
		assertThat(batch.rejected()).isEqualTo(152);
		assertThat(batch.accepted()).isZero();
		assertThat(batch.errors()).extracting(Rejection::place)
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"timestamp\":1,\"value\":", "{\"timestamp\":1,\"value\":x}", "[1", "\"x" })
	void brokenElementIsRejectedOnce(String element) throws IOException {
		ParsedBatch batch = array("[" + EVENT + "," + element);
		assertThat(batch.rejected()).isOne();
		assertThat(batch.errors()).extracting(Rejection::place).containsExactly(1);
		assertThat(batch.errors().get(0).error()).endsWith("the rest is not read");
	}

	@Test
	void firstErrorOfABrokenElementIsTold() throws IOException {
		assertThat(array("[{\"timestamp\":1,\"value\":").errors().get(0).error()).startsWith("timestamp must be")
			.contains("the number 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE" })
	void otherUnicodeEncodingsAreRefusedWhole(String encoding) throws IOException {
		byte[] body = (EVENT + "\n" + EVENT).getBytes(encoding);
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> this.reader.readLines(new ByteArrayInputStream(body)))
			.withMessageContaining("must be UTF-8");
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> this.reader.readArray(new ByteArrayInputStream(body)))
			.withMessageContaining("must be UTF-8");
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> this.reader.readEvent(new ByteArrayInputStream(body)))
			.withMessageContaining("must be UTF-8");
	}

	@Test
	void byteOrderMarkOfUtf8IsSkipped() throws IOException {
		assertTwoEvents(lines("\ufeff" + EVENT + "\n" + OTHER));
		assertTwoEvents(array("\ufeff[" + EVENT + "," + OTHER + "]"));
	}

	@Test
	void lineMayBeOfAnyLength() throws IOException {
		String note = ",\"note\":\"" + "x".repeat(20_000) + "\"}";
		ParsedBatch batch = lines(EVENT.replace("}", note) + "\n" + OTHER + "\n" + "x".repeat(20_000) + "\n" + EVENT);
		assertThat(batch.accepted()).isEqualTo(3);
		assertThat(batch.errors()).extracting(Rejection::place).containsExactly(3);
	}

	@Test
	void lineMayLieAnywhereInTheBuffer() throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 300; round++) {
			StringBuilder body = new StringBuilder();
			int events = random.nextInt(20);
			for (int i = 0; i < events; i++) {
				body.append("\n".repeat(random.nextInt(2)))
					.append(" ".repeat(random.nextInt(3)))
					.append(random.nextBoolean() ? EVENT : OTHER)
					.append(random.nextBoolean() ? "\n" : "\r\n");
			}
			body.append('\n');
			ParsedBatch batch = this.reader.readLines(trickle(body.toString(), random));
			assertThat(batch.accepted()).as("seed %d", seed).isEqualTo(events);
			assertThat(batch.rejected()).as("seed %d", seed).isZero();
		}
	}

	/** A body of which a few bytes arrive at a time. */
	private static InputStream trickle(String body, Random random) {
		return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)) {
			@Override
			public synchronized int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, 1 + random.nextInt(40)));
			}
		};
	}

	private static void assertTwoEvents(ParsedBatch batch) {
		assertThat(batch.errors()).isEmpty();
		assertThat(batch.events().size()).isEqualTo(2);
		for (int i = 0; i < 2; i++) {
			assertThat(batch.events().timestamp(i)).isEqualTo("2026-11-23T14:30:00Z");
			assertThat(batch.events().value(i)).isEqualTo(1.5 + i);
		}
	}

	private ParsedBatch lines(String body) throws IOException {
		return this.reader.readLines(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
	}

	private ParsedBatch array(String body) throws IOException {
		return this.reader.readArray(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
	}

}
