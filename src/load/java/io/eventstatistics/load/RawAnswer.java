package io.eventstatistics.load;

import java.util.List;
import java.util.Locale;

/**
 * An answer as it came.
 *
 * @param status the status; 0 without a status line, as HTTP/0.9 has it
 * @param headers the lines of the head
 * @param body the body; empty for an endless one
 * @param endless whether it is a stream, whose body was not read
 */
record RawAnswer(int status, List<String> headers, byte[] body, boolean endless) {

	/** The value of the first such header, or an empty text. */
	String header(String name) {
		String start = name.toLowerCase(Locale.ROOT) + ":";
		return this.headers.stream()
			.filter((header) -> header.toLowerCase(Locale.ROOT).startsWith(start))
			.map((header) -> header.substring(start.length()).trim())
			.findFirst()
			.orElse("");
	}

	boolean keepsConnection() {
		return this.status != 0 && !this.endless && !header("Connection").equalsIgnoreCase("close");
	}

}
