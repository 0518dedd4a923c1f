package io.eventstatistics.ingest;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a byte of a stream whose bulk read does the work.
 */
final class SingleByte {

	private SingleByte() {
	}

	/** Returns the next byte, from 0 to 255, or -1 at the end of the stream. */
	static int read(InputStream stream) throws IOException {
		byte[] one = new byte[1];
		return (stream.read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

}
