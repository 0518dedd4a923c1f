package io.eventstatistics.ingest.parse;

/**
 * The names of the first eight members of an event, for an error message. Not
 * thread-safe.
 */
final class ReceivedNames {

	private static final int MAX_LISTED = 8;

	private final StringBuilder list = new StringBuilder();

	private int count;

	void clear() {
		this.list.setLength(0);
		this.count = 0;
	}

	void add(StringBuilder name) {
		if (this.count < MAX_LISTED) {
			this.list.append((this.count > 0) ? ", " : "").append('"').append(name).append('"');
		}
		this.count++;
	}

	@Override
	public String toString() {
		if (this.count == 0) {
			return "it has none";
		}
		return "it has " + Quotes.of(this.list, Integer.MAX_VALUE) + ((this.count > MAX_LISTED) ? " and others" : "");
	}

}
