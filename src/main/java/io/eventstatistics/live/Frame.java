package io.eventstatistics.live;

import java.nio.charset.StandardCharsets;

/**
 * The figures of one instant, written once for all who get them. Immutable.
 *
 * @param json as a text message carries it
 * @param event the same as a server-sent event; not to be changed
 */
record Frame(String json, byte[] event) {

	static Frame of(String json) {
		return new Frame(json, ("event: statistics\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
	}

}
