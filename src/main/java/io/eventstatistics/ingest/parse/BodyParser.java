package io.eventstatistics.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

import io.eventstatistics.event.EventBatch;

/**
 * Parses request bodies into columns: the canonical form directly from the bytes, all
 * other JSON with {@link JsonEventParser}, with the same result. A body is never held as
 * a whole. Each method calls {@code memory} with the number of bytes before it allocates
 * them; {@code memory} may throw an exception to reject the body.
 */
public final class BodyParser {

	private BodyParser() {
	}

	/**
	 * Parses a body that is one event.
	 * @param body JSON in UTF-8
	 * @param memory called with the bytes to allocate
	 * @return a batch of one event
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is not one event and nothing else
	 */
	public static EventBatch parseEvent(InputStream body, LongConsumer memory) throws IOException {
		EventBatch batch = new EventBatch(1);
		BodyBuffer buffer = new BodyBuffer(body, memory);
		buffer.require(NdjsonParser.USUAL_LENGTH);
		FastEventParser canonical = new FastEventParser();
		JsonScanner json = new JsonScanner(buffer, false);
		if (buffer.read(canonical)) {
			batch.add(canonical.timestamp(), canonical.value(), canonical.series());
		}
		else {
			parseAnyEvent(buffer, json, batch);
		}
		if (json.peek() != JsonScanner.END) {
			throw json.unexpected("the end of the text after the event");
		}
		return batch;
	}

	private static void parseAnyEvent(BodyBuffer body, JsonScanner json, EventBatch batch) throws IOException {
		Utf8.begin(body);
		if (json.peek() == JsonScanner.END) {
			throw new InvalidEventException("the body is empty: it must be " + JsonEventParser.MEMBERS);
		}
		if (json.peek() == '[') {
			throw new InvalidEventException(
					"an event must be " + JsonEventParser.MEMBERS + " but was an array: send arrays to /events");
		}
		JsonEventParser event = new JsonEventParser(json);
		event.read();
		batch.add(event.timestamp(), event.value(), event.series());
	}

	/**
	 * Parses a body that is an array of events.
	 * @param body JSON in UTF-8
	 * @param maxEvents the largest number of events, including rejected ones
	 * @param memory called with the bytes to allocate
	 * @return the valid events, and the errors of the rejected ones
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is not an array or not UTF-8
	 * @throws BodyTooLargeException if there are more events
	 */
	public static ParsedBatch parseArray(InputStream body, int maxEvents, LongConsumer memory) throws IOException {
		ParsedBatch batch = new ParsedBatch(maxEvents, memory);
		new JsonArrayParser(new BodyBuffer(body, memory)).readInto(batch);
		return batch;
	}

	/**
	 * Parses a body with one event per line. Blank lines are ignored.
	 * @param body NDJSON in UTF-8
	 * @param maxEvents the largest number of events, including rejected ones
	 * @param memory called with the bytes to allocate
	 * @return the valid events, and the errors of the rejected ones
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is empty or UTF-16
	 * @throws BodyTooLargeException if there are more events
	 */
	public static ParsedBatch parseLines(InputStream body, int maxEvents, LongConsumer memory) throws IOException {
		ParsedBatch batch = new ParsedBatch(maxEvents, memory);
		new NdjsonParser(new BodyBuffer(body, memory)).readInto(batch);
		return batch;
	}

}
