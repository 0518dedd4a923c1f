package io.eventstatistics.ingest.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.ingest.parse.ParsedBatch.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The series of an event, in every place and every form; names that are nearly valid.
 */
class SeriesParsingTests {

	private static final String TIME = "\"timestamp\":\"2026-11-23T14:30:00Z\"";

	private static final String RULE = "series must be a string of 1 to 128 ASCII letters, digits and _ . : -,"
			+ " the first a letter or a digit, but was ";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "\"a\" | a", "\"checkout.api:v2_x-1\" | checkout.api:v2_x-1", "\"0\" | 0", "\"Z9\" | Z9",
					"\"\\u0061\\u002eb\" | a.b", " \"a\"  | a" })
	void isReadWhereverItStands(String json, String name) throws IOException {
		String member = "\"series\":" + json;
		for (String event : List.of("{" + member + "," + TIME + ",\"value\":1}",
				"{" + TIME + "," + member + ",\"value\":1}", "{" + TIME + ",\"value\":1," + member + "}",
				"{ \"value\" : 1 , " + member + " , " + TIME + " }",
				"{" + TIME + ",\"x\":[1]," + member + ", \"value\":1}")) {
			EventBatch single = BodyParser.parseEvent(body(event), (bytes) -> {
			});
			assertThat(single.series(0)).as(event).isEqualTo(name);
			EventBatch array = BodyParser.parseArray(body("[" + event + "," + event + "]"), 9, (bytes) -> {
			}).events();
			assertThat(array.series(0)).as(event).isEqualTo(name);
			assertThat(array.series(1)).as(event).isEqualTo(name);
			assertThat(array.seriesNames()).containsExactly(name);
			assertThat(lines(event).events().series(0)).as(event).isEqualTo(name);
		}
	}

	static Stream<List<String>> refused() {
		return Stream.of(List.of("\"\"", "the string \"\""), List.of("\".a\"", "the string \".a\""),
				List.of("\"a b\"", "the string \"a b\""), List.of("\"a*\"", "the string \"a*\""),
				List.of("\"-\"", "the string \"-\""), List.of("\" a\"", "the string \" a\""),
				List.of("\"a\\n\"", "the string \"a\n\""), List.of("\"\u00e4\"", "the string \"\u00e4\""),
				List.of("\"a/b\"", "the string \"a/b\""),
				List.of("\"" + "a".repeat(129) + "\"", "a string of more than 128 characters"),
				List.of("\"" + "a".repeat(100_000) + "\"", "a string of more than 128 characters"),
				List.of("null", "null"), List.of("7", "the number 7"), List.of("true", "true"),
				List.of("{\"a\":1}", "an object"), List.of("[\"a\"]", "an array"));
	}

	@ParameterizedTest
	@MethodSource
	void refused(List<String> seriesAndReceived) throws IOException {
		String event = "{" + TIME + ",\"value\":1,\"series\":" + seriesAndReceived.get(0) + "}";
		assertThat(lines(event).errors()).extracting(Rejection::error).containsExactly(RULE + seriesAndReceived.get(1));
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> BodyParser.parseEvent(body(event), (bytes) -> {
			}))
			.withMessage(RULE + seriesAndReceived.get(1));
	}

	@Test
	void givenTwiceIsRefused() throws IOException {
		for (String event : List.of("{" + TIME + ",\"series\":\"a\",\"value\":1,\"series\":\"a\"}",
				"{\"series\":\"a\"," + TIME + ",\"series\":\"b\",\"value\":1}")) {
			assertThat(lines(event).errors()).extracting(Rejection::error)
				.containsExactly("series is given twice in one event");
		}
	}

	@Test
	void eventsWithoutOneAmongOthersHaveNone() throws IOException {
		EventBatch events = lines("{" + TIME + ",\"value\":1}", "{" + TIME + ",\"value\":2,\"series\":\"a\"}",
				"{" + TIME + ",\"value\":3}", "{" + TIME + ",\"value\":4,\"series\":\"b\"}")
			.events();
		assertThat(Stream.of(0, 1, 2, 3).map(events::series)).containsExactly(null, "a", null, "b");
		events.nameUnnamed("c");
		assertThat(Stream.of(0, 1, 2, 3).map(events::series)).containsExactly("c", "a", "c", "b");
	}

	/** More names than the cache has places for, and again, in another order. */
	@Test
	void manyNamesAreKeptApartAndCharged() throws IOException {
		int names = 20_000;
		String[] all = new String[2 * names];
		for (int i = 0; i < names; i++) {
			all[i] = "{" + TIME + ",\"value\":" + i + ",\"series\":\"n" + i + "\"}";
			all[2 * names - 1 - i] = all[i];
		}
		long[] charged = new long[1];
		EventBatch events = BodyParser
			.parseLines(body(String.join("\n", all) + "\n"), 2 * names, (bytes) -> charged[0] += bytes)
			.events();
		assertThat(events.seriesNames()).hasSize(names);
		for (int i = 0; i < 2 * names; i++) {
			assertThat(events.series(i)).isEqualTo("n" + (int) events.value(i));
		}
		assertThat(charged[0]).isGreaterThan(names * 150L);
	}

	private static ParsedBatch lines(String... events) throws IOException {
		return BodyParser.parseLines(body(String.join("\n", events) + "\n"), 100, (bytes) -> {
		});
	}

	private static InputStream body(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

}
