package io.eventstatistics.ingest.parse;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

import io.eventstatistics.event.SeriesName;

/**
 * Reads the tokens of a JSON text in strict UTF-8. Holds only the beginning of the last
 * token: about {@value #MAX_KEPT} characters of a string, {@value #MAX_NUMBER} of a
 * number. A few nanoseconds a byte. Not thread-safe.
 */
final class JsonScanner {

	/** What programs write for numbers that are not finite. */
	private static final Pattern NOT_FINITE = Pattern.compile("-?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

	static final int END = BodyBuffer.END;

	/** The length of the longest series name, which is more than an error quotes. */
	static final int MAX_KEPT = SeriesName.MAX_LENGTH;

	/** More characters than the exact decimal value of any double has. */
	static final int MAX_NUMBER = 20_000;

	/** The longest name of a member, in bytes. */
	static final int MAX_NAME = 50_000;

	private final BodyBuffer in;

	private final boolean endsWithLine;

	private final Utf8 utf8;

	private final StringBuilder text = new StringBuilder();

	private boolean number;

	private int line = 1;

	private long lineStart;

	private long tokenStart;

	/**
	 * Creates a scanner.
	 * @param in the body
	 * @param endsWithLine whether the text ends at a line break
	 */
	JsonScanner(BodyBuffer in, boolean endsWithLine) {
		this.in = in;
		this.endsWithLine = endsWithLine;
		this.utf8 = new Utf8(in);
		this.lineStart = in.offset();
	}

	/** Begins a new text. Columns in errors count from here. */
	void begin() {
		this.lineStart = this.in.offset();
	}

	/**
	 * Skips white space and returns the next byte without consuming it, or {@link #END}.
	 */
	int peek() throws IOException {
		while (true) {
			int next = this.in.peek();
			if (next == '\n') {
				if (this.endsWithLine) {
					return END;
				}
				this.line++;
				this.lineStart = this.in.offset() + 1;
			}
			else if (next != ' ' && next != '\t' && next != '\r') {
				this.tokenStart = this.in.offset();
				return next;
			}
			this.in.skip();
			this.in.skipSpaces();
		}
	}

	/** Consumes the next byte other than white space if it is the one given. */
	boolean skipIf(int character) throws IOException {
		boolean found = peek() == character;
		if (found) {
			this.in.skip();
		}
		return found;
	}

	/** Returns the beginning of the token that was read last. */
	StringBuilder text() {
		return this.text;
	}

	/** Returns whether the token that was read last is a number. */
	boolean isNumber() {
		return this.number;
	}

	/** Reads the name of a member and the colon after it. */
	void readName() throws IOException {
		int next = peek();
		if (next >= '0' && next <= '9') {
			throw new MalformedJsonException(unexpected("a member's name in double quotes").getMessage()
					+ ": a number has a decimal point, not a comma, such as 12.34");
		}
		if (next != '"') {
			throw unexpected("a member's name in double quotes");
		}
		readString(MAX_NAME);
		if (!skipIf(':')) {
			throw unexpected("a colon after the name of a member");
		}
	}

	/** Reads a string of any length. */
	void readString() throws IOException {
		readString(Long.MAX_VALUE);
	}

	private void readString(long maxBytes) throws IOException {
		long start = this.in.offset();
		this.in.skip();
		this.text.setLength(0);
		while (true) {
			if (this.text.length() > MAX_KEPT) {
				this.in.skipPlain();
			}
			int next = this.in.peek();
			if (next == '"') {
				this.in.skip();
				return;
			}
			if (next < ' ') {
				throw unreadable((next == END || (next == '\n' && this.endsWithLine)) ? "it ends inside a string"
						: "a control character inside a string must be escaped");
			}
			if (this.in.offset() - start > maxBytes) {
				throw unreadable("the name of a member has more than " + maxBytes + " bytes");
			}
			this.in.skip();
			keep(decode(next));
		}
	}

	private int decode(int next) throws IOException {
		if (next == '\\') {
			return escaped();
		}
		if (next < 0x80) {
			return next;
		}
		int character = this.utf8.decode(next);
		if (character < 0) {
			throw new MalformedJsonException("the body must be UTF-8 but is not" + place(this.in.offset()));
		}
		return character;
	}

	private int escaped() throws IOException {
		int next = this.in.peek();
		int meant = "\"\\/bfnrt".indexOf(next);
		if (meant >= 0) {
			this.in.skip();
			return "\"\\/\b\f\n\r\t".charAt(meant);
		}
		if (next != 'u') {
			throw unreadable("a backslash does not start a JSON escape");
		}
		this.in.skip();
		int unit = 0;
		for (int i = 0; i < 4; i++) {
			int digit = Character.digit(asciiOrNone(this.in.peek()), 16);
			if (digit < 0) {
				throw unreadable("\\u must be followed by four hexadecimal digits");
			}
			this.in.skip();
			unit = 16 * unit + digit;
		}
		return unit;
	}

	private static char asciiOrNone(int next) {
		return (next >= 0 && next < 0x80) ? (char) next : ' ';
	}

	private void keep(int character) {
		if (this.text.length() <= MAX_KEPT) {
			this.text.appendCodePoint(character);
		}
	}

	/**
	 * Reads a number, {@code true}, {@code false} or {@code null}. The text of a number
	 * longer than {@link #MAX_NUMBER} is cut after one more character.
	 */
	void readWord() throws IOException {
		if (!isWord(peek())) {
			throw unexpected("a value");
		}
		this.text.setLength(0);
		int state = NumberGrammar.START;
		int next = this.in.peek();
		while (isWord(next)) {
			state = NumberGrammar.step(state, next);
			if (this.text.length() <= MAX_NUMBER) {
				this.text.append((char) next);
			}
			this.in.skip();
			next = this.in.peek();
		}
		this.number = NumberGrammar.isNumber(state);
		if (!this.number && !isLiteral()) {
			throw unreadable(Quotes.of(this.text) + (NOT_FINITE.matcher(this.text).matches()
					? " is no JSON number: omit events without a finite value"
					: " is neither a number, a string, true, false nor null"), this.tokenStart);
		}
	}

	private boolean isLiteral() {
		return "true".contentEquals(this.text) || "false".contentEquals(this.text) || "null".contentEquals(this.text);
	}

	private static boolean isWord(int next) {
		return (next >= '0' && next <= '9') || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')
				|| next == '-' || next == '+' || next == '.' || next == '_';
	}

	/** Returns the error of an unexpected byte. */
	MalformedJsonException unexpected(String expected) throws IOException {
		int next = peek();
		if (next == END) {
			return unreadable("it ends where " + expected + " is expected");
		}
		String found = (next > ' ' && next < 0x7f) ? "'" + (char) next + "'"
				: String.format(Locale.ROOT, "the byte 0x%02X", next);
		return unreadable(expected + " is expected but was " + found);
	}

	/** Returns the error of a text that is not JSON at the current byte. */
	MalformedJsonException unreadable(String reason) {
		return unreadable(reason, this.in.offset());
	}

	private MalformedJsonException unreadable(String reason, long offset) {
		return new MalformedJsonException("the text cannot be read as JSON" + place(offset) + ": " + reason);
	}

	/** Returns the place of the last peeked token. */
	String place() {
		return place(this.tokenStart);
	}

	private String place(long offset) {
		return " at " + ((this.line > 1) ? "line " + this.line + ", " : "") + "column " + (offset - this.lineStart + 1);
	}

}
