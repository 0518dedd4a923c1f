package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.ingest.parse.BodyTooLargeException;
import io.eventstatistics.ingest.parse.InvalidEventException;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class BodyReaderTests {

	private static final String TIMESTAMP = "2026-11-23T14:30:00.123456789Z";

	private final BodyReader reader = new BodyReader(new IngestProperties(100, DataSize.ofMegabytes(1), null),
			new ByteBudget(Long.MAX_VALUE), EventQuota.UNLIMITED);

	@Test
	void eventThatBreaksOffIsToldInWordsOfTheServiceAlone() {
		String body = "{\"timestamp\": \"2026-11-23T14:30:00Z\", \"value\": 1";
		for (String text : List.of(body, body + " ".repeat(1_000))) {
			assertThatExceptionOfType(InvalidEventException.class)
				.isThrownBy(
						() -> this.reader.readEvent(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
				.withMessageEndingWith("it ends where ',' or '}' after a value is expected");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "12.5", "12.5e0", "125e-1", "0.125E+2", "12.50000000000000000000000000000000000001" })
	void readsAnEvent(String value) throws IOException {
		EventBatch batch = read("{\"timestamp\": \"" + TIMESTAMP + "\", \"value\": " + value + "}");
		assertThat(batch.size()).isEqualTo(1);
		assertThat(batch.timestamp(0)).isEqualTo(Instant.parse(TIMESTAMP));
		assertThat(valueOf(batch)).isEqualTo(12.5);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.0", "-0, 0.0", "-0.0, 0.0", "-0e5, 0.0", "-1e-400, 0.0", "1e-400, 0.0", "4.9e-324, 4.9e-324",
			"1.7976931348623157e308, 1.7976931348623157e308", "-17, -17", "9007199254740993, 9007199254740992",
			"123456789012345678901234567890, 1.2345678901234568e29" })
	void readsAnyNumberThatIsFinite(String value, double expected) throws IOException {
		assertThat(valueOf(read("{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":" + value + "}"))).isEqualTo(expected);
	}

	@Test
	void readsANumberOfAnyLength() throws IOException {
		String value = "0." + "0".repeat(5_000) + "1e5001";
		assertThat(valueOf(read("{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":" + value + "}"))).isEqualTo(1.0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"value\":1,\"timestamp\":\"2026-11-23T14:30Z\"}",
			"  \n{\"x\":{\"value\":[1,{\"timestamp\":2}]},\"timestamp\":\"2026-11-23T14:30Z\",\"y\":null,\"value\":1}\n ",
			"{\"x\":1,\"x\":2,\"time\\u0073tamp\":\"2026-11-23\\u005414:30Z\",\"v\\u0061lue\":1,\"Value\":2,\"\":3}" })
	void passesOverWhatItDoesNotKnow(String body) throws IOException {
		EventBatch batch = read(body);
		assertThat(batch.timestamp(0)).isEqualTo(Instant.parse("2026-11-23T14:30:00Z"));
		assertThat(valueOf(batch)).isEqualTo(1.0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"{\"timestamp\":\"T\",\"value\":\"12\"}           | value must be a JSON number | the string \"12\"",
			"{\"timestamp\":\"T\",\"value\":true}             | value must be a JSON number | but was true",
			"{\"timestamp\":\"T\",\"value\":null}             | value must be a JSON number | but was null",
			"{\"timestamp\":\"T\",\"value\":[1]}              | value must be a JSON number | but was an array",
			"{\"timestamp\":\"T\",\"value\":{}}               | value must be a JSON number | but was an object",
			"{\"timestamp\":\"T\",\"value\":1e400}            | value must be a JSON number | the number 1e400",
			"{\"timestamp\":\"T\",\"value\":-1e400}           | value must be a JSON number | the number -1e400",
			"{\"timestamp\":\"T\",\"value\":NaN}              | value: | NaN is no JSON number",
			"{\"timestamp\":\"T\",\"value\":Infinity}         | value: | Infinity is no JSON number",
			"{\"timestamp\":\"T\",\"value\":12,5}             | a member's name in double quotes | was '5'",
			"{\"timestamp\":\"T\",\"value\":1 2}              | ',' or '}' after a value | was '2'",
			"{\"timestamp\":\"T\",\"value\":1,\"x\":}          | a value is expected | was '}'",
			"{\"time\":\"T\",\"value\":1}                     | timestamp is missing | it has \"time\", \"value\"",
			"{\"Timestamp\":\"T\",\"value\":1}                | timestamp is missing | it has \"Timestamp\"",
			"{\"timestamp\":\"T\",\"value\":-Infinity}        | value: | at column",
			"{\"timestamp\":\"T\",\"value\":01}               | value: | at column",
			"{\"timestamp\":\"T\",\"value\":+1}               | value: | at column",
			"{\"timestamp\":\"T\",\"value\":.5}               | value: | at column",
			"{\"timestamp\":\"T\",\"value\":5.}               | value: | at column",
			"{\"timestamp\":\"T\",\"value\":0x10}             | value: | at column",
			"{\"timestamp\":\"T\"}                            | value is missing | \"timestamp\" and \"value\"",
			"{\"value\":1}                                    | timestamp is missing | \"timestamp\" and \"value\"",
			"{}                                               | timestamp is missing | \"timestamp\" and \"value\"",
			"{\"timestamp\":1764000000,\"value\":1}           | timestamp must be an ISO 8601 | the number 1764000000",
			"{\"timestamp\":null,\"value\":1}                 | timestamp must be an ISO 8601 | but was null",
			"{\"timestamp\":\"\",\"value\":1}                 | timestamp must be an ISO 8601 | the string \"\"",
			"{\"timestamp\":\"1764000000\",\"value\":1}       | timestamp must be an ISO 8601 | string \"1764000000\"",
			"{\"timestamp\":\"2026-11-23\",\"value\":1}       | timestamp must be an ISO 8601 | 'T' is missing",
			"{\"timestamp\":\"2026-02-30T00:00Z\",\"value\":1}| timestamp must be an ISO 8601 | FEBRUARY 30",
			"{\"timestamp\":\"T\",\"timestamp\":\"T\",\"value\":1} | timestamp is given twice | in one event",
			"{\"timestamp\":\"T\",\"value\":1,\"value\":1}    | value is given twice | in one event",
			"{\"timestamp\":\"T\",\"value\":1,\"series\":\"a\",\"series\":\"a\"}| series is given twice | in one event",
			"{\"timestamp\":\"T\",\"value\":1}{}              | the end of the text after the event | was '{'",
			"{\"timestamp\":\"T\",\"value\":1} x              | the end of the text after the event | was 'x'",
			"{\"timestamp\":\"T\",\"value\":1                 | cannot be read as JSON | at column",
			"{\"timestamp\":\"T\",\"value\":1,}               | cannot be read as JSON | at column",
			"{'timestamp':'T','value':1}                      | cannot be read as JSON | at column",
			"{\"timestamp\":\"T\",\"value\":1} // c           | cannot be read as JSON | at column",
			"[]                                               | must be a JSON object | send arrays to /events",
			"12                                               | must be a JSON object | the number 12",
			"\"x\"                                            | must be a JSON object | the string \"x\"",
			"null                                             | must be a JSON object | null",
			"tru                                              | cannot be read as JSON | tru is neither" })
	void refusesAndSaysWhere(String body, String message, String detail) {
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> read(body.strip().replace("\"T\"", '"' + TIMESTAMP + '"')))
			.withMessageContainingAll(message.strip(), detail.strip());
	}

	/** Only the members of the contract are read, so that no other names are stored. */
	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1,\"timestamp\":\"T\",\"a\":2,\"value\":1}",
			"{\"timestamp\":\"T\",\"value\":1,\"labels\":{\"b\":1,\"b\":1},\"labels\":null}",
			"{\"timestamp\":\"T\",\"value\":1,\"o\":{\"value\":2,\"value\":3,\"timestamp\":4}}",
			"{\"Value\":2,\"timestamp\":\"T\",\"value\":1,\"VALUE\":3}" })
	void otherMembersMayBeGivenTwice(String body) throws IOException {
		assertThat(read(body.replace("\"T\"", '"' + TIMESTAMP + '"')).value(0)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \r\n\t " })
	void refusesAnEmptyBody(String body) {
		assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> read(body))
			.withMessageContaining("empty");
	}

	@Test
	void refusesDeepNesting() {
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> read("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
			.withMessageContaining("nested deeper than 500");
	}

	@Test
	void refusesBytesThatAreNotUtf8() {
		byte[] body = "{\"timestamp\":\"\u00ff\",\"value\":1}".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> this.reader.readEvent(new ByteArrayInputStream(body)))
			.withMessageContaining("UTF-8");
	}

	@Test
	void quotesOnlyTheBeginningOfALongText() {
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> read("{\"timestamp\":\"" + "9".repeat(10_000) + "\",\"value\":1}"))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("9...").hasSizeLessThan(300));
	}

	@ParameterizedTest
	@CsvSource({ "20000, true", "20001, false" })
	void numberMayHaveSoManyCharacters(int length, boolean accepted) throws IOException {
		String body = "{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":0." + "1".repeat(length - 2) + "}";
		if (accepted) {
			assertThat(read(body).value(0)).isEqualTo(1.0 / 9);
		}
		else {
			assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> read(body))
				.withMessageContaining("value has more than 20000 characters");
		}
	}

	@Test
	void whatIsSkippedIsBounded() throws IOException {
		String event = "{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":1,\"x\":%s}";
		String deep = "[".repeat(500) + "]".repeat(500);
		assertThat(read(event.formatted(deep)).size()).isOne();
		assertRefused(event.formatted("{\"y\":" + deep + "}"), "nested deeper than 500");
		String wide = "{\"y\":[" + "{\"z\":0},".repeat(9_997) + "0]}";
		assertThat(read(event.formatted(wide)).size()).isOne();
		assertRefused(event.formatted("{\"y\":[" + "{\"z\":0},".repeat(9_999) + "0]}"), "more than 10000 members");
		String name = "n".repeat(49_990);
		assertThat(read(event.formatted("{\"" + name + "\":0}")).size()).isOne();
		assertRefused(event.formatted("{\"" + name + name + "\":0}"), "more than 50000 bytes");
	}

	@Test
	void quotesNeverCutACharacterOrWriteHalfOfOne() {
		String smile = "\ud83d\ude00";
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> read("{\"timestamp\":\"x" + smile.repeat(90) + "\",\"value\":1}"))
			.withMessageContaining("\"x" + smile.repeat(31) + "...\"");
		assertRefused("{\"timestamp\":\"\\ud83d\",\"value\":1}", "the string \"\ufffd\"");
		assertRefused("{\"\\ude00\\ud83d\":1,\"value\":1}", "it has \"\ufffd\ufffd\", \"value\"");
	}

	@Test
	void errorsAreTheSameInEveryLocale() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertRefused("{\"timestamp\":\"2026-11-23\",\"value\":1}", "at position 11");
			assertRefused("{\"timestamp\":x}", "at column 14");
			assertRefused("{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":1}\u0001", "0x01");
			assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> read(" ".repeat(1_048_577)))
				.withMessageContaining("1048576 bytes");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ff", "80", "c0af", "c1bf", "e080af", "eda080", "edbfbf", "f08080af", "f4908080",
			"f5808080", "c3", "e282", "f09f98" })
	void textThatIsNotUtf8IsRefusedOnEveryPath(String hex) {
		byte[] wrong = HexFormat.of().parseHex(hex);
		for (String frame : List.of("{\"timestamp\":\"#\",\"value\":1}",
				"{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":1,\"valu#\":2}",
				"{\"timestamp\":\"" + TIMESTAMP + "\",\"value\":1,\"x\":[\"#\"]}",
				"{\"timestamp\":\"" + TIMESTAMP + "\",\"valu#\":1}")) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			body.writeBytes(frame.substring(0, frame.indexOf('#')).getBytes(StandardCharsets.UTF_8));
			body.writeBytes(wrong);
			body.writeBytes(frame.substring(frame.indexOf('#') + 1).getBytes(StandardCharsets.UTF_8));
			assertThatExceptionOfType(InvalidEventException.class)
				.isThrownBy(() -> this.reader.readEvent(new ByteArrayInputStream(body.toByteArray())))
				.withMessageContaining("must be UTF-8");
		}
	}

	@Test
	void bodyThatBreaksOffFails() {
		InputStream broken = new FilterInputStream(stream("{")) {
			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				throw new IOException("connection reset");
			}
		};
		assertThatIOException().isThrownBy(() -> this.reader.readEvent(broken)).withMessage("connection reset");
	}

	private void assertRefused(String body, String message) {
		assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> read(body))
			.withMessageContaining(message);
	}

	private EventBatch read(String body) throws IOException {
		return this.reader.readEvent(stream(body));
	}

	private static InputStream stream(String body) {
		return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
	}

	/** The value as the window counts it. */
	private static double valueOf(EventBatch batch) {
		EventService service = new EventService(InstantSource.fixed(batch.timestamp(0)), Duration.ofHours(1),
				Duration.ZERO, 1000, Long.MAX_VALUE);
		service.record(batch, null);
		Statistics statistics = service.statistics();
		assertThat(statistics.count()).isEqualTo(1);
		return statistics.min();
	}

}
