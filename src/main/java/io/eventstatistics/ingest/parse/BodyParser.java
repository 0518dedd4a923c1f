package io.eventstatistics.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

import io.eventstatistics.event.EventBatch;

/**
 * Parses the bodies of requests into columns: the common form straight from the bytes,
 * anything else by way of {@link JsonEventParser}, with the same result. A body is never
 * held as a whole. Before it allocates memory for a body, a method tells the
 * {@code memory} it was given how many bytes more are held, and that may refuse them by
 * an exception.
 */
public final class BodyParser {

	private BodyParser() {
	}

	/**
	 * Parses a body that is one event.
	 * @param body JSON in UTF-8
	 * @param memory told of the bytes that are held
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
	 * @param maxEvents events that the batch may have, refused ones included
	 * @param memory told of the bytes that are held
	 * @return the events, and what is wrong with those that are refused
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
	 * Parses a body that has an event a line. Blank lines are ignored.
	 * @param body NDJSON in UTF-8
	 * @param maxEvents events that the batch may have, refused ones included
	 * @param memory told of the bytes that are held
	 * @return the events, and what is wrong with those that are refused
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
