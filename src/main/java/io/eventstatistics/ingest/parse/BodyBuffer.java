package io.eventstatistics.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The bytes of a body that are at hand. The buffer is small at first, grows with what the
 * client sends at once and never holds more than 16 KiB; what lies beyond the first 512
 * bytes is told to the {@code memory}. Not thread-safe.
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

	/** Consumes bytes up to and including the next of a kind, or to the end. */
	void skipPast(int character) throws IOException {
		while (peek() != END) {
			skip();
			if (this.bytes[this.position - 1] == character) {
				return;
			}
		}
	}

	/** Consumes spaces, tabs and carriage returns at hand. */
	void skipSpaces() {
		int index = this.position;
		while (index < this.end && isSpace(this.bytes[index])) {
			index++;
		}
		this.position = index;
	}

	/** Consumes bytes at hand that have no meaning of their own inside a string. */
	void skipPlain() {
		int index = this.position;
		while (index < this.end && this.bytes[index] >= ' ' && this.bytes[index] != '"' && this.bytes[index] != '\\') {
			index++;
		}
		this.position = index;
	}

	/** Consumes blank lines that are wholly at hand, and returns how many there were. */
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
	 * Reads on once, keeping what has not been consumed, which must be less than 512
	 * bytes.
	 * @return whether there are more bytes; false at the body's end
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

	/** Reads on until so many bytes are at hand, or all that there are. */
	void require(int count) throws IOException {
		while (this.end - this.position < count && fill()) {
			// reads on
		}
	}

	/**
	 * Reads an event in the canonical form and consumes it, if all of it is at hand.
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
	 * Reads an event in the canonical form that fills its line, and consumes both, if all
	 * of it is at hand.
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

	/** Returns how many bytes are at hand. */
	int available() {
		return this.end - this.position;
	}

	/** Returns a byte at hand that has not been consumed, by its distance. */
	int ahead(int distance) {
		return this.bytes[this.position + distance] & 0xff;
	}

}
