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
public final class EventReader {

	private static final String TIMESTAMP = "timestamp";

	private static final String VALUE = "value";

	/** Of a client's text in an error. */
	private static final int MAX_QUOTED = 64;

	private final JsonFactory json = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
		.build();

	private final IngestProperties limits;

	/**
	 * Creates a reader.
	 * @param limits what a body may bring
	 */
	public EventReader(IngestProperties limits) {
		this.limits = limits;
	}

	/**
	 * Reads a body that is one event.
	 * @param body JSON in UTF-8
	 * @return a batch of one event
	 * @throws InvalidEventException if the body is not one event and nothing else
	 * @throws BodyTooLargeException if the body exceeds its limit
	 */
	public EventBatch readEvent(InputStream body) {
		EventBatch batch = new EventBatch(1);
		InputStream bounded = new BoundedInputStream(body, this.limits.maxBody());
		try (JsonParser parser = this.json.createParser(ObjectReadContext.empty(), bounded)) {
			try {
				JsonToken token = parser.nextToken();
				if (token == null) {
					throw new InvalidEventException("the body is empty: it must be a JSON object with the members "
							+ "\"timestamp\" and \"value\"");
				}
				readEvent(parser, batch);
				if (parser.nextToken() != null) {
					throw new InvalidEventException("the body must end after the event but goes on" + place(parser));
				}
			}
			catch (StreamReadException | StreamConstraintsException ex) {
				throw unreadable(parser, ex);
			}
		}
		catch (JacksonIOException ex) {
			throw new InvalidEventException("the body cannot be read to its end: " + ex.getOriginalMessage());
		}
		return batch;
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
		String expected = "timestamp must be an ISO 8601 date and time in a string, such as "
				+ "\"2026-11-23T14:30:00.123456789Z\", but was " + received(parser);
		if (parser.currentToken() != JsonToken.VALUE_STRING) {
			throw new InvalidEventException(expected);
		}
		try {
			return Timestamps.parse(parser.getString());
		}
		catch (DateTimeException ex) {
			throw new InvalidEventException(expected + ": " + ex.getMessage());
		}
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
				field + "the body cannot be read as JSON" + place(parser) + ": " + reason(cause));
	}

	/** Without the parser's advice to its programmer. */
	private static String reason(JacksonException cause) {
		String message = cause.getOriginalMessage();
		int advice = message.indexOf(": enable ");
		return (advice < 0) ? message : message.substring(0, advice);
	}

	private static String place(JsonParser parser) {
		TokenStreamLocation location = parser.currentLocation();
		return " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
	}

}
