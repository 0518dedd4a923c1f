package io.eventstatistics.ingest.parse;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;

import io.eventstatistics.event.SeriesName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.NumberInput;

/**
 * Parses events from any JSON, token by token and without type conversions: a timestamp
 * is a string, a value is a finite number, and neither these nor the series may be
 * repeated. Other members are skipped and not buffered. Not thread-safe.
 */
final class JsonEventParser {

	static final String MEMBERS = "a JSON object with the members \"timestamp\" and \"value\"";

	private static final String TIMESTAMP = "timestamp";

	private static final String VALUE = "value";

	private static final String SERIES = "series";

	private final JsonScanner json;

	private final SkippedValue skipped;

	private final ReceivedNames received = new ReceivedNames();

	private @Nullable Instant timestamp;

	private double value;

	private boolean hasTimestamp;

	private boolean hasValue;

	private @Nullable String series;

	private boolean hasSeries;

	/** The first error of the event; the rest of the event is read nevertheless. */
	private @Nullable String fault;

	JsonEventParser(JsonScanner json) {
		this.json = json;
		this.skipped = new SkippedValue(json);
	}

	/**
	 * Parses an event, which {@link #timestamp()}, {@link #value()} and {@link #series()}
	 * then return.
	 * @throws MalformedJsonException if the text is not JSON, so that the end of the
	 * event is unknown
	 * @throws InvalidEventException if the value that was read is not an event
	 */
	void read() throws IOException {
		begin();
		try {
			if (this.json.peek() == '{') {
				readMembers();
			}
			else {
				fault("an event must be " + MEMBERS + " but was " + readOther());
			}
		}
		catch (MalformedJsonException ex) {
			throw (this.fault != null) ? new MalformedJsonException(this.fault) : ex;
		}
		if (this.fault != null) {
			throw new InvalidEventException(this.fault);
		}
		if (this.timestamp == null || !this.hasValue) {
			throw new InvalidEventException((this.hasTimestamp ? VALUE : TIMESTAMP) + " is missing: an event is "
					+ MEMBERS + ", but " + this.received);
		}
	}

	/** Returns the timestamp of the event that was read. */
	Instant timestamp() {
		return Objects.requireNonNull(this.timestamp);
	}

	/** Returns the value of the event that was read, finite and never -0.0. */
	double value() {
		return this.value;
	}

	/** Returns the series of the event that was read, or null if it has none. */
	@Nullable String series() {
		return this.series;
	}

	private void begin() {
		this.skipped.begin();
		this.received.clear();
		this.timestamp = null;
		this.hasTimestamp = false;
		this.hasValue = false;
		this.series = null;
		this.hasSeries = false;
		this.fault = null;
	}

	private void readMembers() throws IOException {
		this.json.skipIf('{');
		if (this.json.skipIf('}')) {
			return;
		}
		do {
			this.json.readName();
			readMember(this.json.text());
		}
		while (this.json.skipIf(','));
		if (!this.json.skipIf('}')) {
			throw this.json.unexpected("',' or '}' after a value");
		}
	}

	private void readMember(StringBuilder name) throws IOException {
		this.received.add(name);
		if (TIMESTAMP.contentEquals(name)) {
			this.hasTimestamp = known(TIMESTAMP, this.hasTimestamp);
		}
		else if (VALUE.contentEquals(name)) {
			this.hasValue = known(VALUE, this.hasValue);
		}
		else if (SERIES.contentEquals(name)) {
			this.hasSeries = known(SERIES, this.hasSeries);
		}
		else {
			this.skipped.member();
			this.skipped.skip();
		}
	}

	/** Reads a member of the contract. Returns true: the member is present. */
	private boolean known(String member, boolean before) throws IOException {
		if (before) {
			fault(member + " is given twice in one event");
		}
		try {
			switch (member) {
				case TIMESTAMP -> readTimestamp();
				case VALUE -> readValue();
				default -> readSeries();
			}
		}
		catch (MalformedJsonException ex) {
			throw new MalformedJsonException(member + ": " + ex.getMessage());
		}
		return true;
	}

	private void readTimestamp() throws IOException {
		if (this.json.peek() != '"') {
			fault(noTimestamp(readOther()));
			return;
		}
		this.json.readString();
		String text = this.json.text().toString();
		try {
			this.timestamp = Timestamps.parse(text);
		}
		catch (DateTimeException ex) {
			fault(noTimestamp("the string \"" + Quotes.of(text) + "\"") + ": " + ex.getMessage());
		}
	}

	private static String noTimestamp(String received) {
		return "timestamp must be an ISO 8601 date and time in a string, such as "
				+ "\"2026-11-23T14:30:00.123456789Z\", but was " + received;
	}

	private void readValue() throws IOException {
		int next = this.json.peek();
		if (next == '"' || next == '{' || next == '[') {
			fault(noValue(readOther()));
			return;
		}
		this.json.readWord();
		StringBuilder text = this.json.text();
		if (text.length() > JsonScanner.MAX_NUMBER) {
			fault("value has more than " + JsonScanner.MAX_NUMBER + " characters: send at most 17 significant digits");
			return;
		}
		// adding 0.0 turns -0.0 into 0.0 and changes no other number
		this.value = this.json.isNumber() ? NumberInput.parseDouble(text.toString(), true) + 0.0 : Double.NaN;
		if (!Double.isFinite(this.value)) {
			fault(noValue((this.json.isNumber() ? "the number " : "") + Quotes.of(text)));
		}
	}

	private static String noValue(String received) {
		return "value must be a JSON number that is finite as a double, such as 12.34, but was " + received;
	}

	private void readSeries() throws IOException {
		if (this.json.peek() != '"') {
			fault(noSeries(readOther()));
			return;
		}
		this.json.readString();
		StringBuilder text = this.json.text();
		if (SeriesName.isValid(text)) {
			this.series = text.toString();
		}
		else {
			fault(noSeries((text.length() > SeriesName.MAX_LENGTH)
					? "a string of more than " + SeriesName.MAX_LENGTH + " characters"
					: "the string \"" + Quotes.of(text) + "\""));
		}
	}

	private static String noSeries(String received) {
		return "series must be a string of " + SeriesName.RULE + ", but was " + received;
	}

	/** Reads a value of any type and returns its description. */
	String readOther() throws IOException {
		switch (this.json.peek()) {
			case '{' -> {
				this.skipped.skip();
				return "an object";
			}
			case '[' -> {
				this.skipped.skip();
				return "an array";
			}
			case '"' -> {
				this.json.readString();
				return "the string \"" + Quotes.of(this.json.text()) + "\"";
			}
			default -> {
				this.json.readWord();
				return (this.json.isNumber() ? "the number " : "") + Quotes.of(this.json.text());
			}
		}
	}

	private void fault(String message) {
		if (this.fault == null) {
			this.fault = message;
		}
	}

}
