package io.eventstatistics.ingest.parse;

import java.io.IOException;

/**
 * Parses an array of events; holds only the columns of the events. Not thread-safe.
 */
final class JsonArrayParser {

	private final BodyBuffer body;

	private final JsonScanner json;

	private final JsonEventParser anyEvent;

	private final FastEventParser canonical = new FastEventParser();

	JsonArrayParser(BodyBuffer body) {
		this.body = body;
		this.json = new JsonScanner(body, false);
		this.anyEvent = new JsonEventParser(this.json);
	}

	/**
	 * Parses the array. If an element is not JSON, parsing stops: the element is
	 * rejected, and the rest is not read.
	 * @param batch receives the events and the errors of elements
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is not an array
	 */
	void readInto(ParsedBatch batch) throws IOException {
		Utf8.begin(this.body);
		begin();
		int index = 0;
		try {
			boolean more = !this.json.skipIf(']');
			while (more) {
				readElement(index, batch);
				index++;
				more = this.json.skipIf(',');
				if (!more && !this.json.skipIf(']')) {
					throw this.json.unexpected("',' or ']' after an element");
				}
			}
			if (this.json.peek() != JsonScanner.END) {
				throw this.json.unexpected("the end of the text after the array");
			}
		}
		catch (MalformedJsonException ex) {
			batch.reject(index, new InvalidEventException(ex.getMessage() + "; the rest is not read"));
		}
	}

	private void begin() throws IOException {
		if (!this.json.skipIf('[')) {
			throw new InvalidEventException((this.json.peek() == JsonScanner.END)
					? "the body is empty: a batch of application/json must be an array of events"
					: "a batch of application/json must be an array of events but was " + this.anyEvent.readOther()
							+ ": send a single event to /event, and one event per line as application/x-ndjson");
		}
	}

	private void readElement(int index, ParsedBatch batch) throws IOException {
		batch.requireRoom();
		this.json.peek();
		if (this.body.available() < NdjsonParser.USUAL_LENGTH) {
			this.body.require(NdjsonParser.USUAL_LENGTH);
		}
		if (this.body.read(this.canonical)) {
			batch.accept(index, this.canonical);
			return;
		}
		try {
			this.anyEvent.read();
			batch.accept(index, this.anyEvent);
		}
		catch (MalformedJsonException ex) {
			throw ex;
		}
		catch (InvalidEventException ex) {
			batch.reject(index, ex);
		}
	}

}
