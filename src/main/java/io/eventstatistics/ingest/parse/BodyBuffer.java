package io.eventstatistics.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A buffer of a body's next bytes. It starts with 512 bytes and grows to at most 16 KiB
 * if the client sends more at once; growth is reported to {@code memory}. Not
 * thread-safe.
 */
final class BodyBuffer {

	static final int END = -1;

	private static final int FIRST_SIZE = 512;

	private static final int LARGEST_SIZE = 16 * 1024;

	private final InputStream body;

	private final LongConsumer memory;

	private byte[] bytes = new byte[FIRST_SIZE];

	private int position;

	private int end;

	/** Bytes of the body before those in the buffer. */
	private long before;

	private boolean atEnd;

	BodyBuffer(InputStream body, LongConsumer memory) {
		this.body = body;
		this.memory = memory;
	}

	/** Returns the next byte without consuming it, or {@link #END}. */
	int peek() throws IOException {
		return (this.position < this.end || fill()) ? this.bytes[this.position] & 0xff : END;
	}

	/** Consumes the byte that {@link #peek()} returned. */
	void skip() {
		this.position++;
	}

	/** Returns how many bytes of the body have been consumed. */
	long offset() {
		return this.before + this.position;
	}

	/**
	 * Consumes bytes up to and including the next occurrence of a character, or to the
	 * end.
	 */
	void skipPast(int character) throws IOException {
		while (peek() != END) {
			skip();
			if (this.bytes[this.position - 1] == character) {
				return;
			}
		}
	}

	/** Consumes buffered spaces, tabs and carriage returns. */
	void skipSpaces() {
		int index = this.position;
		while (index < this.end && isSpace(this.bytes[index])) {
			index++;
		}
		this.position = index;
	}

	/** Consumes buffered bytes that stand for themselves inside a string. */
	void skipPlain() {
		int index = this.position;
		while (index < this.end && this.bytes[index] >= ' ' && this.bytes[index] != '"' && this.bytes[index] != '\\') {
			index++;
		}
		this.position = index;
	}

	/** Consumes blank lines that are completely buffered, and returns their number. */
	int skipBlankLines() {
		int lines = 0;
		for (int index = this.position; index < this.end; index++) {
			if (this.bytes[index] == '\n') {
				lines++;
				this.position = index + 1;
			}
			else if (!isSpace(this.bytes[index])) {
				break;
			}
		}
		return lines;
	}

	private static boolean isSpace(byte character) {
		return character == ' ' || character == '\t' || character == '\r';
	}

	/**
	 * Reads more bytes once. Keeps the unconsumed bytes, which must be fewer than 512.
	 * @return whether the body may have more bytes; false at its end
	 */
	boolean fill() throws IOException {
		if (this.atEnd) {
			return false;
		}
		boolean full = this.end == this.bytes.length;
		int size = (full && this.end < LARGEST_SIZE) ? 4 * this.bytes.length : this.bytes.length;
		size = Math.min(size, LARGEST_SIZE);
		if (size > this.bytes.length) {
			this.memory.accept(size - this.bytes.length);
			this.bytes = Arrays.copyOf(this.bytes, size);
		}
		int kept = this.end - this.position;
		System.arraycopy(this.bytes, this.position, this.bytes, 0, kept);
		this.before += this.position;
		this.position = 0;
		int read = this.body.read(this.bytes, kept, this.bytes.length - kept);
		this.atEnd = read < 0;
		this.end = kept + Math.max(0, read);
		return !this.atEnd;
	}

	/** Reads until a number of bytes is buffered, or to the end of the body. */
	void require(int count) throws IOException {
		while (this.end - this.position < count && fill()) {
			// fill() reads the bytes
		}
	}

	/**
	 * Parses an event in the canonical form and consumes it, if it is completely
	 * buffered.
	 * @return whether there was one; if not, nothing is consumed
	 */
	boolean read(FastEventParser event) {
		int next = event.read(this.bytes, this.position, this.end);
		if (next >= 0) {
			this.position = next;
		}
		return next >= 0;
	}

	/**
	 * Parses an event in the canonical form that is alone on its line, and consumes the
	 * line, if it is completely buffered.
	 * @return whether there was one; if not, nothing is consumed
	 */
	boolean readLine(FastEventParser event) {
		int next = event.read(this.bytes, this.position, this.end);
		if (next >= 0 && next < this.end && this.bytes[next] == '\r') {
			next++;
		}
		boolean whole = next >= 0 && next < this.end && this.bytes[next] == '\n';
		if (whole) {
			this.position = next + 1;
		}
		return whole;
	}

	/** Returns the number of buffered bytes. */
	int available() {
		return this.end - this.position;
	}

	/** Returns an unconsumed, buffered byte by its distance from the next one. */
	int ahead(int distance) {
		return this.bytes[this.position + distance] & 0xff;
	}

}
