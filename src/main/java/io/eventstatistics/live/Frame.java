package io.eventstatistics.live;

import java.nio.charset.StandardCharsets;

/**
 * The figures of one instant, serialized once for all subscribers. Immutable.
 *
 * @param json the text of a WebSocket message
 * @param event the same as a server-sent event; must not be changed
 */
record Frame(String json, byte[] event) {

	static Frame of(String json) {
		return new Frame(json, ("event: statistics\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
	}

}
