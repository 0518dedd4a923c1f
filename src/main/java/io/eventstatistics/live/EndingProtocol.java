package io.eventstatistics.live;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 that does not wait for clients that have stopped reading once the service is
 * about to stop: how long a response may wait for its socket is a setting of each
 * connection, out of reach from elsewhere. Thread-safe. Public because the container
 * creates it, by its name.
 */
public class EndingProtocol extends Http11NioProtocol {

	private static final long MILLIS_TO_WRITE = 500;

	void end() {
		getEndpoint().getConnections().forEach((connection) -> connection.setWriteTimeout(MILLIS_TO_WRITE));
	}

}
