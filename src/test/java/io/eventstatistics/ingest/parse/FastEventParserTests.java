package io.eventstatistics.ingest.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import io.eventstatistics.ingest.parse.ParsedBatch.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FastEventParserTests {

	private static final int LINES = 150_000;

	private static final String ALPHABET = "0123456789+-.:eETZtz ,{}\"\\\tvalue\u00e9\0";

	private static final List<String> SERIES = List.of("a", "A.b", "0:c-d_e", "x".repeat(128), "x".repeat(129), "",
			".a", "a b", "a*", "\\u0061b", "\u00e9");

	private static final LongConsumer NO_LIMIT = (bytes) -> {
	};

	private final FastEventParser canonical = new FastEventParser();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
			"{\"timestamp\":\"2026-11-23T14:30:00.123456789Z\",\"value\":12.34} | 2026-11-23T14:30:00.123456789Z | 12.34",
			"{\"timestamp\": \"2026-11-23T14:30:00Z\", \"value\": -7} | 2026-11-23T14:30:00Z | -7",
			"{\"timestamp\":\"1970-01-01T00:00:00.000000001Z\",\"value\":0} | 1970-01-01T00:00:00.000000001Z | 0",
			"{\"timestamp\":\"2261-12-31T23:59:59.9Z\",\"value\":0.1} | 2261-12-31T23:59:59.9Z | 0.1",
			"{\"timestamp\":\"2024-02-29T00:00:00Z\",\"value\":9007199254740993} | 2024-02-29T00:00:00Z | 9007199254740992",
			"{\"timestamp\":\"2024-02-29T00:00:00Z\",\"value\":0.12345678901234567} | 2024-02-29T00:00:00Z | 0.12345678901234567",
			"{\"timestamp\":\"2024-02-29T00:00:00Z\",\"value\":123456789.123456789123} | 2024-02-29T00:00:00Z | 123456789.12345679" })
	void readsTheCanonicalForm(String text, Instant timestamp, double value) {
		byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
		assertThat(this.canonical.read(bytes, 0, bytes.length)).isEqualTo(bytes.length);
		assertThat(Instant.ofEpochSecond(0, this.canonical.timestamp())).isEqualTo(timestamp);
		assertThat(this.canonical.value()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{\"timestamp\":", "{\"timestamp\":\"",
			"{\"value\":1,\"timestamp\":\"2026-11-23T14:30:00Z\"}", "{\"timestamp\":\"2026-11-23T14:30Z\",\"value\":1}",
			"{\"timestamp\":\"2026-11-23 14:30:00Z\",\"value\":1}",
			"{\"timestamp\":\"1969-12-31T23:59:59Z\",\"value\":1}",
			"{\"timestamp\":\"2262-01-01T00:00:00Z\",\"value\":1}",
			"{\"timestamp\":\"2026-02-29T00:00:00Z\",\"value\":1}",
			"{\"timestamp\":\"2026-11-23T24:00:00Z\",\"value\":1}",
			"{\"timestamp\":\"2026-11-23T14:30:00.Z\",\"value\":1}",
			"{\"timestamp\":\"2026-11-23T14:30:00.1234567891Z\",\"value\":1}",
			"{\"timestamp\":\"2026-11-23T14:30:00+00:00\",\"value\":1}",
			"{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":1e3}",
			"{\"timestamp\":\"0000-00-00T00:00:00Z\",\"value\":1}",
			"{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":01}",
			"{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":1.}",
			"{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":-}",
			"{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":\"1\"}",
			"{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":1,\"x\":2}",
			"{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":1" })
	void leavesTheRestToTheParser(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		assertThat(this.canonical.read(bytes, 0, bytes.length)).isEqualTo(-1);
	}

	@Test
	void leavesANumberThatOverflowsToTheParser() {
		byte[] bytes = ("{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":" + "9".repeat(400) + "}")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(this.canonical.read(bytes, 0, bytes.length)).isEqualTo(-1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0", "-0.0", "-0.000", "0" })
	void zeroHasNoSign(String value) {
		byte[] bytes = ("{\"timestamp\":\"2026-11-23T14:30:00Z\",\"value\":" + value + "}")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(this.canonical.read(bytes, 0, bytes.length)).isEqualTo(bytes.length);
		assertThat(Double.doubleToRawLongBits(this.canonical.value())).isZero();
	}

	@Test
	void readsWhatTheParserReads() throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		int read = 0;
		for (int i = 0; i < LINES; i++) {
			String line = line(random);
			byte[] bytes = ("##" + line + "##").getBytes(StandardCharsets.UTF_8);
			int end = bytes.length - 2;
			if (this.canonical.read(bytes, 2, end) != end) {
				continue;
			}
			read++;
			JsonEventParser expected = reader(new ByteArrayInputStream(bytes, 2, end - 2));
			expected.read();
			assertThat(Instant.ofEpochSecond(0, this.canonical.timestamp())).as("%s, seed %d", line, seed)
				.isEqualTo(expected.timestamp());
			assertThat(Double.doubleToRawLongBits(this.canonical.value())).as("%s, seed %d", line, seed)
				.isEqualTo(Double.doubleToRawLongBits(expected.value()));
			assertThat(this.canonical.series()).as("%s, seed %d", line, seed).isEqualTo(expected.series());
		}
		assertThat(read).isBetween(LINES / 3, LINES - 1000);
	}

	/** The same lines with and without what makes each take the slow path. */
	@Test
	void linesInSequenceAreReadAsOneByOne() throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 500; round++) {
			List<String> lines = Stream.generate(() -> line(random).replace('\0', 'x')).limit(60).toList();
			ParsedBatch fast = parseLines(body(String.join("\n", lines) + "\n"));
			ParsedBatch slow = parseLines(body(" " + String.join("\n ", lines) + "\n"));
			int accepted = 0;
			for (String line : lines) {
				accepted += parseLines(body(line + "\n")).accepted();
			}
			assertThat(fast.accepted()).as("seed %d, %s", seed, lines).isEqualTo(slow.accepted()).isEqualTo(accepted);
			assertThat(fast.errors()).extracting(Rejection::place)
				.isEqualTo(slow.errors().stream().map(Rejection::place).toList());
			for (int i = 0; i < accepted; i++) {
				assertThat(fast.events().timestamp(i)).as("seed %d", seed).isEqualTo(slow.events().timestamp(i));
				assertThat(fast.events().series(i)).as("seed %d", seed).isEqualTo(slow.events().series(i));
				assertThat(Double.doubleToRawLongBits(fast.events().value(i))).as("seed %d", seed)
					.isEqualTo(Double.doubleToRawLongBits(slow.events().value(i)));
			}
		}
	}

	private static ParsedBatch parseLines(InputStream body) throws IOException {
		return BodyParser.parseLines(body, 1000, NO_LIMIT);
	}

	private static JsonEventParser reader(InputStream body) {
		return new JsonEventParser(new JsonScanner(new BodyBuffer(body, NO_LIMIT), false));
	}

	private static InputStream body(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String line(Random random) {
		Instant time = (random.nextInt(20) == 0) ? Instant.EPOCH
				: Instant.ofEpochSecond(random.nextLong(-1_000_000_000L, 9_500_000_000L),
						(random.nextInt(3) == 0) ? 0 : random.nextInt(1_000_000_000));
		String value = switch (random.nextInt(6)) {
			case 0 -> Integer.toString(random.nextInt(2000) - 1000);
			case 1 -> String.format(Locale.ROOT, "%." + random.nextInt(20) + "f", random.nextGaussian() * 1000);
			case 2 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
			case 3 -> Long.toString(random.nextLong());
			case 4 -> random.nextInt(100) + "." + random.nextLong(1L << 40);
			default -> Double.toString(random.nextDouble());
		};
		String space = random.nextBoolean() ? " " : "";
		String series = (random.nextInt(3) > 0) ? ""
				: "\"series\":" + space + "\"" + SERIES.get(random.nextInt(SERIES.size())) + "\"";
		int place = random.nextInt(3);
		StringBuilder line = new StringBuilder("{" + ((place == 0 && !series.isEmpty()) ? series + "," + space : "")
				+ "\"timestamp\":" + space + "\"" + ((random.nextInt(50) == 0) ? "0000-00-00T00:00:00Z" : time) + "\","
				+ space + ((place == 1 && !series.isEmpty()) ? series + "," + space : "") + "\"value\":" + space + value
				+ ((place == 2 && !series.isEmpty()) ? "," + space + series : "") + "}");
		for (int mutations = Math.max(0, random.nextInt(5) - 2); mutations > 0; mutations--) {
			int at = random.nextInt(line.length());
			char character = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
			switch (random.nextInt(3)) {
				case 0 -> line.setCharAt(at, character);
				case 1 -> line.deleteCharAt(at);
				default -> line.insert(at, character);
			}
		}
		return line.toString();
	}

}
