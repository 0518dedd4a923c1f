package io.eventstatistics.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads events off lines, through a buffer that is as large as the longest line needs.
 * Not thread-safe.
 */
final class LineReader {

	private final InputStream body;

	private final EventReader anyEvent;

	private final CanonicalEvent canonical = new CanonicalEvent();

	private byte[] buffer;

	/** Of the bytes that are not used yet. */
	private int start;

	private int end;

	private boolean atEnd;

	private int line;

	LineReader(InputStream body, EventReader anyEvent, int bufferSize) {
		this.body = body;
		this.anyEvent = anyEvent;
		this.buffer = new byte[bufferSize];
	}

	void readInto(ParsedBatch batch) throws IOException {
		while (!this.atEnd || this.start < this.end) {
			if (!readCanonicalLine(batch)) {
				readAnyLine(batch);
			}
		}
	}

	private boolean readCanonicalLine(ParsedBatch batch) {
		int next = this.canonical.read(this.buffer, this.start, this.end);
		if (next >= 0 && next < this.end && this.buffer[next] == '\r') {
			next++;
		}
		if (next < 0 || next >= this.end || this.buffer[next] != '\n') {
			return false;
		}
		this.line++;
		this.start = next + 1;
		batch.accept(this.line, this.canonical.timestamp(), this.canonical.value());
		return true;
	}

	private void readAnyLine(ParsedBatch batch) throws IOException {
		int newline = indexOfNewline(this.start);
		while (newline < 0 && !this.atEnd) {
			int seen = this.end - this.start;
			fill();
			newline = indexOfNewline(this.start + seen);
		}
		int lineEnd = (newline < 0) ? this.end : newline;
		int from = this.start;
		this.start = (newline < 0) ? this.end : newline + 1;
		this.line++;
		if (!isBlank(from, lineEnd)) {
			readLine(from, lineEnd, batch);
		}
	}

	private void readLine(int from, int to, ParsedBatch batch) {
		int next = this.canonical.read(this.buffer, from, to);
		if (next >= 0 && isBlank(next, to)) {
			batch.accept(this.line, this.canonical.timestamp(), this.canonical.value());
			return;
		}
		batch.requireRoom();
		try {
			this.anyEvent.readEvent(this.buffer, from, to, batch.events());
			batch.accept(this.line);
		}
		catch (InvalidEventException ex) {
			batch.reject(this.line, ex);
		}
	}

	private int indexOfNewline(int from) {
		for (int i = from; i < this.end; i++) {
			if (this.buffer[i] == '\n') {
				return i;
			}
		}
		return -1;
	}

	private boolean isBlank(int from, int to) {
		for (int i = from; i < to; i++) {
			byte character = this.buffer[i];
			if (character != ' ' && character != '\t' && character != '\r') {
				return false;
			}
		}
		return true;
	}

	private void fill() throws IOException {
		if (this.start > 0) {
			System.arraycopy(this.buffer, this.start, this.buffer, 0, this.end - this.start);
			this.end -= this.start;
			this.start = 0;
		}
		if (this.end == this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, 2 * this.buffer.length);
		}
		int read = this.body.read(this.buffer, this.end, this.buffer.length - this.end);
		this.atEnd = read < 0;
		this.end += Math.max(0, read);
	}

}
