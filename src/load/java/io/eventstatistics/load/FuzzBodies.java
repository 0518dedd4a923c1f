package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bodies of events, valid ones and mutated ones.
 */
final class FuzzBodies {

	private static final String[] VALUES = { "0", "-0", "-0.0", "1", "-1.5", "12.34", "1e3", "2.5E-3", "1e308",
			"4.9e-324", "1e-7", "123456789012345678901234567890", "0.1" };

	private static final String[] TOKENS = { "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1e-400", "00", "01",
			".5", "5.", "+1", "0x10", "1_000", "1e", "1e+", "\"12\"", "true", "null", "[]", "{}", "[[]]", "{\"a\":1}",
			"1e999999999", "\"", "\\", ",", ":", "{", "}", "[", "]", "\n", "\r", "\0", "\t", "//", "/*", "#", "'",
			"\\u0000", "\\ud800", "\"value\":1,", "\"timestamp\":\"x\",", "\"\\u0076alue\":2,", "\u00ff\u00fe",
			"\u00ef\u00bb\u00bf", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00ff",
			"\u00e2\u0082", "9".repeat(2000), "1." + "3".repeat(1200), "\"" + "x".repeat(9000) + "\":1,",
			" ".repeat(9000), "[".repeat(2000), "{\"a\":".repeat(1500) };

	private static final String[] TIMES = { "", "now", "2020-02-30T00:00:00Z", "0000-00-00T00:00:00Z",
			"2020-01-01T24:00:00Z", "2020-01-01T23:59:60Z", "-2020-01-01T00:00:00Z", "+292277026596-12-04T15:30:07Z",
			"1677-09-21T00:12:43Z", "2262-04-11T23:47:17Z", "9999-12-31T23:59:59.999999999Z", "2020-11-25",
			"2020-11-25T10:00:00+24:00", "2020-11-25T10:00:00-00:00", "2020-11-25T10:00:00+05",
			"2020-11-25T10:00:00+0530", "2020-11-25 10:00", "2020-11-25t10:00:00z", "2020-11-25T10:00:00.1234567891Z",
			"2020-11-25T10:00:00.Z", "2020-329T10:00:00Z", "20201125T100000Z", "2020-11-25T10:00:00[Europe/Berlin]",
			"1764064800", "2020-11-25T10:00:00\\u005a",
			"\u00d9\u00a2\u00d9\u00a0\u00d9\u00a2\u00d9\u00a6-11-25T10:00:00Z" };

	private final Dice dice;

	private final Instant now;

	FuzzBodies(Dice dice, Instant now) {
		this.dice = dice;
		this.now = now;
	}

	String event() {
		Instant time = this.now.minusNanos(1_000_000L * this.dice.below(30_000) + this.dice.below(1_000_000));
		String text = this.dice.oneIn(4) ? time.toString().replace('T', ' ').replace("Z", "+00:00") : time.toString();
		String timestamp = "\"timestamp\":\"" + (this.dice.oneIn(40) ? this.dice.of(TIMES) : text) + "\"";
		List<String> members = new ArrayList<>(List.of(timestamp, "\"value\": " + this.dice.of(VALUES)));
		if (this.dice.oneIn(4)) {
			members.add(this.dice.below(members.size()),
					this.dice.of("\"series\":\"a." + this.dice.below(20) + "\"",
							"\"name" + this.dice.below(100000) + "\":[1,{}]", "\"labels\":{\"a\":\"b\\n\\u00e4\"}",
							"\"x\":\"\u00c3\u00a4\u00f0\u009f\u0098\u0080\"", "\"note\":null"));
		}
		return "{" + String.join(this.dice.of(",", ", ", " ,\t"), members) + "}";
	}

	byte[] array() {
		return raw("[" + String.join(this.dice.of(",", ", "), events()) + "]");
	}

	byte[] lines() {
		return raw(String.join(this.dice.of("\n", "\r\n", "\n\n"), events()) + this.dice.of("", "\n"));
	}

	private List<String> events() {
		int count = this.dice.oneIn(50) ? 300 : 1 + this.dice.below(5);
		List<String> events = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			events.add(event());
		}
		return events;
	}

	/** Mutates the request's body and notes the mutation. */
	String mutate(FuzzRequest request) {
		byte[] body = request.body;
		int at = this.dice.below(body.length + 1);
		int end = Math.min(body.length, at + this.dice.below(12));
		switch (this.dice.below(9)) {
			case 0 -> request.body = splice(body, at, at, raw(this.dice.of(TOKENS)));
			case 1 -> request.body = splice(body, at, end, raw(this.dice.of(TOKENS)));
			case 2 -> request.body = splice(body, at, end, new byte[0]);
			case 3 -> request.body = splice(body, at, at, Arrays.copyOfRange(body, at, end));
			case 4 -> request.body = splice(body, at, end, this.dice.bytes(end - at));
			case 5 -> request.body = Arrays.copyOf(body, at);
			case 6 -> request.body = encoded(body);
			case 7 -> request.body = replaced(body);
			default -> {
				return mutateAtLarge(request);
			}
		}
		return "body bytes";
	}

	/** A body of another shape. */
	private String mutateAtLarge(FuzzRequest request) {
		String event = event();
		request.body = switch (this.dice.below(8)) {
			case 0 -> new byte[0];
			case 1 -> this.dice.bytes(this.dice.below(300));
			case 2 -> raw(event.replace("}", ",\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}"));
			case 3 -> raw(" ".repeat(100_000) + event);
			case 4 -> raw(event.replace("{", "{" + names() + ","));
			case 5 -> raw("[" + event + ",".repeat(1 + this.dice.below(2)) + "]" + this.dice.of("", "]", "x", "[]"));
			case 6 -> raw(event.replace("\"value\"", "\"value\":1,\"value\""));
			default -> raw("\"" + "y".repeat(20_000) + "\"");
		};
		return "body shape";
	}

	private String names() {
		StringBuilder names = new StringBuilder("\"z\":0");
		for (int i = this.dice.below(300); i > 0; i--) {
			names.append(",\"n").append(this.dice.below(1_000_000_000)).append("\":").append(i);
		}
		return names.toString();
	}

	private byte[] replaced(byte[] body) {
		String text = new String(body, StandardCharsets.ISO_8859_1);
		String number = "(\"value\": )[^,}\\s]+";
		String time = "(\"timestamp\":\")[^\"]*";
		return this.dice.oneIn(2) ? raw(text.replaceFirst(number, "$1" + literal(this.dice.of(TOKENS))))
				: raw(text.replaceFirst(time, "$1" + literal(this.dice.of(TIMES))));
	}

	private byte[] encoded(byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8);
		Charset charset = this.dice.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
				Charset.forName("UTF-32"), Charset.forName("UTF-32LE"), Charset.forName("IBM037"));
		return this.dice.oneIn(4) ? raw("\u00ef\u00bb\u00bf" + new String(body, StandardCharsets.ISO_8859_1))
				: text.getBytes(charset);
	}

	private static String literal(String replacement) {
		return replacement.replace("\\", "\\\\").replace("$", "\\$");
	}

	static byte[] splice(byte[] body, int from, int to, byte[] part) {
		ByteArrayOutputStream spliced = new ByteArrayOutputStream(body.length + part.length);
		spliced.write(body, 0, from);
		spliced.writeBytes(part);
		spliced.write(body, to, body.length - to);
		return spliced.toByteArray();
	}

	static byte[] raw(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
