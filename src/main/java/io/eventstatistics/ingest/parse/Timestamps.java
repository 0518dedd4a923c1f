package io.eventstatistics.ingest.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Parses timestamps in the forms of RFC 3339, a profile of ISO 8601: a date; {@code T},
 * {@code t} or a space; a time of day with at most nine digits of fraction; and
 * {@code Z}, {@code z} or a numeric offset such as {@code +05:30}, {@code +0530} or
 * {@code +05}. Seconds may be omitted; without an offset the time is UTC. Examples:
 * {@code 2026-11-23T14:30:00.123456789Z}, {@code 2026-11-23 20:00:00+05:30},
 * {@code 2026-11-23T14:30}.
 */
final class Timestamps {

	private static final int NANO_DIGITS = 9;

	private final String text;

	private int position;

	private Timestamps(String text) {
		this.text = text;
	}

	/**
	 * Parses a timestamp.
	 * @param text the timestamp, without surrounding characters
	 * @return the instant, exact to the nanosecond
	 * @throws DateTimeException if the text has another form or the instant does not
	 * exist; the message states the place or the reason
	 */
	static Instant parse(String text) {
		return new Timestamps(text).parse();
	}

	private Instant parse() {
		int year = number(4);
		skip("-");
		int month = number(2);
		skip("-");
		int day = number(2);
		skip("Tt ");
		int hour = number(2);
		skip(":");
		int minute = number(2);
		int second = 0;
		int nano = 0;
		if (skipIf(":")) {
			second = number(2);
			nano = skipIf(".") ? fraction() : 0;
		}
		int offsetSeconds = offset();
		if (this.position < this.text.length()) {
			throw new DateTimeException("unexpected character at position " + (this.position + 1));
		}
		return LocalDateTime.of(year, month, day, hour, minute, second, nano)
			.toInstant(ZoneOffset.UTC)
			.minusSeconds(offsetSeconds);
	}

	private int fraction() {
		int start = this.position;
		int nano = 0;
		while (digit() >= 0) {
			nano = 10 * nano + digit();
			this.position++;
			if (this.position - start > NANO_DIGITS) {
				throw new DateTimeException("more than nine digits of fraction");
			}
		}
		if (this.position == start) {
			throw new DateTimeException("a digit is missing at position " + (start + 1));
		}
		for (int i = this.position - start; i < NANO_DIGITS; i++) {
			nano *= 10;
		}
		return nano;
	}

	private int offset() {
		if (this.position == this.text.length() || skipIf("Zz")) {
			return 0;
		}
		int sign = skipIf("-") ? -1 : 1;
		if (sign > 0) {
			skip("+");
		}
		int hours = number(2);
		boolean hoursAlone = !skipIf(":") && digit() < 0;
		int minutes = hoursAlone ? 0 : number(2);
		if (hours > 23 || minutes > 59) {
			throw new DateTimeException("the offset is out of range");
		}
		return sign * (3600 * hours + 60 * minutes);
	}

	private int number(int digits) {
		int number = 0;
		for (int i = 0; i < digits; i++) {
			int digit = digit();
			if (digit < 0) {
				throw new DateTimeException("a digit is missing at position " + (this.position + 1));
			}
			number = 10 * number + digit;
			this.position++;
		}
		return number;
	}

	private int digit() {
		if (this.position == this.text.length()) {
			return -1;
		}
		int digit = this.text.charAt(this.position) - '0';
		return (digit <= 9) ? digit : -1;
	}

	private void skip(String oneOf) {
		if (!skipIf(oneOf)) {
			throw new DateTimeException("'" + oneOf.charAt(0) + "' is missing at position " + (this.position + 1));
		}
	}

	private boolean skipIf(String oneOf) {
		boolean found = this.position < this.text.length() && oneOf.indexOf(this.text.charAt(this.position)) >= 0;
		if (found) {
			this.position++;
		}
		return found;
	}

}
