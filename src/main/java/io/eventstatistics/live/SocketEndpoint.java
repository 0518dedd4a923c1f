package io.eventstatistics.live;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.query.LiveQuery;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket. It has no message handler, so that the container discards the client's
 * messages without buffering them.
 */
final class SocketEndpoint extends Endpoint {

	private static final Logger logger = LoggerFactory.getLogger(SocketEndpoint.class);

	private static final long SEND_TIMEOUT_MILLIS = 10_000;

	/** Longer than a few heartbeats, which clients answer automatically. */
	private static final long SILENCE_MILLIS = 60_000;

	/**
	 * How long a ping or pong may wait for its socket. A live socket has room for it,
	 * because none is sent before the previous message was accepted.
	 */
	private static final long CONTROL_MILLIS = 100;

	private static final Map<String, Object> TIMEOUTS = Map.of("org.apache.tomcat.websocket.READ_IDLE_TIMEOUT_MS",
			SILENCE_MILLIS, "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", CONTROL_MILLIS);

	private final LivePublisher publisher;

	private final LiveQuery query;

	private @Nullable SocketStream stream;

	SocketEndpoint(LivePublisher publisher, LiveQuery query) {
		this.publisher = publisher;
		this.query = query;
	}

	@Override
	public void onOpen(Session session, EndpointConfig config) {
		session.getUserProperties().putAll(TIMEOUTS);
		session.getAsyncRemote().setSendTimeout(SEND_TIMEOUT_MILLIS);
		this.stream = new SocketStream(this.publisher, this.query, session);
		try {
			this.publisher.subscribe(this.query, this.stream);
		}
		catch (StreamRefusedException | RecorderUnavailableException ex) {
			close(session, new CloseReason(CloseCodes.TRY_AGAIN_LATER, ex.getMessage()));
		}
	}

	@Override
	public void onClose(Session session, CloseReason reason) {
		stream().leave();
	}

	/** The container then closes the session. */
	@Override
	public void onError(Session session, Throwable failure) {
		logger.debug("A WebSocket failed", failure);
	}

	SocketStream stream() {
		return Objects.requireNonNull(this.stream);
	}

	private static void close(Session session, CloseReason reason) {
		try {
			session.close(reason);
		}
		catch (IOException ex) {
			logger.debug("The client disconnected before it was refused", ex);
		}
	}

}
