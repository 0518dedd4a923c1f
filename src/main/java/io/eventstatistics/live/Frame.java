package io.eventstatistics.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The figures of one instant, serialized once for all subscribers. Immutable.
 *
 * @param json the text of a WebSocket message
 * @param event the same as a server-sent event; must not be changed
 */
record Frame(String json, byte[] event) {

	private static final String TYPE = "event: statistics\n";

	static Frame of(String json) {
		return new Frame(json, (TYPE + "data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
	}

	/** Returns the event without a type, which makes it a message. */
	byte[] message() {
		return Arrays.copyOfRange(this.event, TYPE.length(), this.event.length);
	}

}
