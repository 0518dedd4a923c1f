package io.eventstatistics.ingest.parse;

import java.io.IOException;

/**
 * Parses one event per line (NDJSON), the canonical form directly from the buffer. A line
 * may have any length and is not held. Not thread-safe.
 */
final class NdjsonParser {

	/** More than the usual length of an event in the canonical form, in bytes. */
	static final int USUAL_LENGTH = 128;

	private final BodyBuffer body;

	private final JsonScanner json;

	private final JsonEventParser anyEvent;

	private final FastEventParser canonical = new FastEventParser();

	private int line;

	NdjsonParser(BodyBuffer body) {
		this.body = body;
		this.json = new JsonScanner(body, true);
		this.anyEvent = new JsonEventParser(this.json);
	}

	/**
	 * Parses all lines.
	 * @param batch receives the events and the errors of lines
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is empty or not UTF-8
	 */
	void readInto(ParsedBatch batch) throws IOException {
		Utf8.begin(this.body);
		if (this.body.peek() == BodyBuffer.END) {
			throw new InvalidEventException("the body is empty: it must have one event per line");
		}
		do {
			while (this.body.readLine(this.canonical)) {
				this.line++;
				batch.accept(this.line, this.canonical);
			}
			this.line += this.body.skipBlankLines();
		}
		while ((this.body.available() < USUAL_LENGTH && this.body.fill()) || readAnyLine(batch));
	}

	/** Returns whether there was a line. */
	private boolean readAnyLine(ParsedBatch batch) throws IOException {
		if (this.body.peek() == BodyBuffer.END) {
			return false;
		}
		this.line++;
		this.json.begin();
		if (this.json.peek() != JsonScanner.END) {
			batch.requireRoom();
			readEvent(batch);
		}
		this.body.skipPast('\n');
		return true;
	}

	private void readEvent(ParsedBatch batch) throws IOException {
		try {
			this.anyEvent.read();
			if (this.json.peek() != JsonScanner.END) {
				throw this.json.unexpected("the end of the line");
			}
			batch.accept(this.line, this.anyEvent);
		}
		catch (InvalidEventException ex) {
			batch.reject(this.line, ex);
		}
	}

}
