package io.eventstatistics.load;

import java.util.List;

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
		for (String header : this.headers) {
			int end = name.length();
			if (header.length() > end && header.charAt(end) == ':' && header.regionMatches(true, 0, name, 0, end)) {
				return header.substring(end + 1).trim();
			}
		}
		return "";
	}

	boolean keepsConnection() {
		return this.status != 0 && !this.endless && !header("Connection").equalsIgnoreCase("close");
	}

}
