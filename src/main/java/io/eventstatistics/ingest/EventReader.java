package io.eventstatistics.ingest;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;

import io.eventstatistics.event.EventBatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads events out of JSON, token by token, so that nothing is converted that the
 * contract does not allow: a timestamp is a string, a value is a finite number, no member
 * is given twice and nothing follows the end. Thread-safe.
 */
final class EventReader {

	private static final String TIMESTAMP = "timestamp";

	private static final String VALUE = "value";

	/** Of a client's text in an error. */
	private static final int MAX_QUOTED = 64;

	private final JsonFactory json = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
		.build();

	/**
	 * Reads a text that is one event.
	 * @param text bytes that hold JSON in UTF-8
	 * @param from the index of the first
	 * @param to the index after the last
	 * @param target what the event is added to
	 * @throws InvalidEventException if the text is not one event and nothing else
	 */
	void readEvent(byte[] text, int from, int to, EventBatch target) {
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), text, from, to - from)) {
			readOnly(parser, target);
		}
	}

	/**
	 * Reads a body that is one event, of which it does not hold what it passes over.
	 * @param body JSON in UTF-8
	 * @param target what the event is added to
	 * @throws InvalidEventException if the text is not one event and nothing else
	 */
	void readEvent(InputStream body, EventBatch target) {
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), body)) {
			readOnly(parser, target);
		}
	}

	private void readOnly(JsonParser parser, EventBatch target) {
		try {
			if (parser.nextToken() == null) {
				throw new InvalidEventException("the body is empty: it must be a JSON object with the members "
						+ "\"timestamp\" and \"value\"");
			}
			EventBatch event = new EventBatch(1);
			readEvent(parser, event);
			if (parser.nextToken() != null) {
				throw new InvalidEventException("the text must end after the event but goes on" + place(parser));
			}
			target.add(event.timestamp(0), event.value(0));
		}
		catch (StreamReadException | StreamConstraintsException ex) {
			throw unreadable(parser, ex);
		}
		catch (JacksonIOException ex) {
			throw new InvalidEventException("the text cannot be read as JSON: " + ex.getOriginalMessage());
		}
	}

	/**
	 * Reads an array of events. Where it cannot be read on, that is the error of the
	 * event that would come next.
	 * @param body JSON in UTF-8
	 * @param target what the events are added to
	 * @throws InvalidEventException if the text is not an array
	 */
	void readArray(InputStream body, ParsedBatch target) {
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), body)) {
			requireArray(parser);
			int index = 0;
			try {
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					target.requireRoom();
					readElement(parser, index, target);
					index++;
				}
				if (parser.nextToken() != null) {
					throw new InvalidEventException("the text must end after the array but goes on" + place(parser));
				}
			}
			catch (StreamReadException | StreamConstraintsException ex) {
				target.reject(index, unreadable(parser, ex));
			}
			catch (InvalidEventException ex) {
				target.reject(index, ex);
			}
		}
		catch (JacksonIOException ex) {
			throw new InvalidEventException("the body cannot be read to its end: " + ex.getOriginalMessage());
		}
	}

	private static void requireArray(JsonParser parser) {
		try {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				throw new InvalidEventException("a batch of application/json must be an array of events but was "
						+ ((parser.currentToken() != null) ? received(parser) : "empty"));
			}
		}
		catch (StreamReadException | StreamConstraintsException ex) {
			throw unreadable(parser, ex);
		}
	}

	private void readElement(JsonParser parser, int index, ParsedBatch target) {
		int depth = parser.streamReadContext().getNestingDepth();
		boolean nested = parser.currentToken().isStructStart();
		try {
			readEvent(parser, target.events());
			target.accept(index);
		}
		catch (InvalidEventException ex) {
			target.reject(index, ex);
			skipTo(parser, nested ? depth - 1 : depth);
		}
	}

	/** Passes over the rest of an element, up to where the depth is that of its array. */
	private static void skipTo(JsonParser parser, int depth) {
		while (parser.streamReadContext().getNestingDepth() > depth) {
			parser.nextToken();
		}
	}

	private void readEvent(JsonParser parser, EventBatch batch) {
		if (parser.currentToken() != JsonToken.START_OBJECT) {
			throw new InvalidEventException("an event must be a JSON object with the members \"timestamp\" and "
					+ "\"value\" but was " + received(parser));
		}
		Instant timestamp = null;
		Double value = null;
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			String name = parser.currentName();
			parser.nextToken();
			switch (name) {
				case TIMESTAMP -> timestamp = timestamp(parser);
				case VALUE -> value = value(parser);
				default -> parser.skipChildren();
			}
		}
		batch.add(required(TIMESTAMP, timestamp), required(VALUE, value));
	}

	private static Instant timestamp(JsonParser parser) {
		if (parser.currentToken() != JsonToken.VALUE_STRING) {
			throw new InvalidEventException(noTimestamp(parser));
		}
		try {
			return Timestamps.parse(parser.getString());
		}
		catch (DateTimeException ex) {
			throw new InvalidEventException(noTimestamp(parser) + ": " + ex.getMessage());
		}
	}

	private static String noTimestamp(JsonParser parser) {
		return "timestamp must be an ISO 8601 date and time in a string, such as "
				+ "\"2026-11-23T14:30:00.123456789Z\", but was " + received(parser);
	}

	private static double value(JsonParser parser) {
		JsonToken token = parser.currentToken();
		if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
			double value = parser.getDoubleValue();
			if (Double.isFinite(value)) {
				return value;
			}
		}
		throw new InvalidEventException(
				"value must be a JSON number that is finite as a double, such as 12.34, but was " + received(parser));
	}

	private static <T> T required(String member, @Nullable T value) {
		if (value == null) {
			throw new InvalidEventException(member + " is missing: an event is a JSON object with the members "
					+ "\"timestamp\" and \"value\"");
		}
		return value;
	}

	private static String received(JsonParser parser) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			case VALUE_STRING -> "the string \"" + quoted(parser) + "\"";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + quoted(parser);
			default -> quoted(parser);
		};
	}

	private static String quoted(JsonParser parser) {
		String text = parser.getString();
		return (text.length() <= MAX_QUOTED) ? text : text.substring(0, MAX_QUOTED) + "...";
	}

	private static InvalidEventException unreadable(JsonParser parser, JacksonException cause) {
		String member = parser.currentName();
		String field = TIMESTAMP.equals(member) || VALUE.equals(member) ? member + ": " : "";
		return new InvalidEventException(
				field + "the text cannot be read as JSON" + place(parser) + ": " + reason(cause));
	}

	/** Without the parser's advice to its programmer and what it says of its source. */
	private static String reason(JacksonException cause) {
		return cause.getOriginalMessage().split(": enable | \\(start marker at ", 2)[0];
	}

	private static String place(JsonParser parser) {
		TokenStreamLocation location = parser.currentLocation();
		String line = (location.getLineNr() > 1) ? "line %d, ".formatted(location.getLineNr()) : "";
		return " at %scolumn %d".formatted(line, location.getColumnNr());
	}

}
