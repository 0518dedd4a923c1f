package io.eventstatistics.ingest.parse;

import java.io.IOException;
import java.util.BitSet;

/**
 * Skips the values of unknown members, without recursion or buffering: one bit per level
 * of nesting. Limits the depth of a value and the number of members of an event. Not
 * thread-safe.
 */
final class SkippedValue {

	static final int MAX_DEPTH = 500;

	static final int MAX_MEMBERS = 10_000;

	private final JsonScanner json;

	/** By level: true for an object, false for an array. */
	private final BitSet objects = new BitSet();

	private int depth;

	private int members;

	SkippedValue(JsonScanner json) {
		this.json = json;
	}

	/** Resets the count of members for a new event. */
	void begin() {
		this.members = 0;
	}

	/** Counts a skipped member. */
	void member() {
		if (++this.members > MAX_MEMBERS) {
			throw this.json.unreadable("the event has more than " + MAX_MEMBERS + " members");
		}
	}

	/** Skips the next value. */
	void skip() throws IOException {
		this.depth = 0;
		do {
			boolean value = true;
			switch (this.json.peek()) {
				case '{' -> value = !open(true);
				case '[' -> value = !open(false);
				case '"' -> this.json.readString();
				default -> this.json.readWord();
			}
			if (value) {
				close();
			}
		}
		while (this.depth > 0);
	}

	/** Enters an object or array, and returns whether it is not empty. */
	private boolean open(boolean object) throws IOException {
		if (this.depth == MAX_DEPTH) {
			throw this.json.unreadable("it is nested deeper than " + MAX_DEPTH + " levels");
		}
		this.json.skipIf(object ? '{' : '[');
		if (this.json.skipIf(object ? '}' : ']')) {
			return false;
		}
		this.objects.set(this.depth++, object);
		if (object) {
			readName();
		}
		return true;
	}

	/** Leaves the objects and arrays that end after a value, up to the next value. */
	private void close() throws IOException {
		while (this.depth > 0) {
			boolean object = this.objects.get(this.depth - 1);
			if (this.json.skipIf(',')) {
				if (object) {
					readName();
				}
				return;
			}
			if (!this.json.skipIf(object ? '}' : ']')) {
				throw this.json.unexpected(object ? "',' or '}'" : "',' or ']'");
			}
			this.depth--;
		}
	}

	private void readName() throws IOException {
		member();
		this.json.readName();
	}

}
