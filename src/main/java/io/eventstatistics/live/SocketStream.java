package io.eventstatistics.live;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.eventstatistics.query.LiveQuery;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;

/**
 * A stream of WebSocket text messages. A message is passed to the container only after
 * the socket has accepted the previous one.
 */
final class SocketStream extends Subscriber {

	private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

	private final LivePublisher publisher;

	private final LiveQuery query;

	private final Session session;

	private volatile boolean sending;

	SocketStream(LivePublisher publisher, LiveQuery query, Session session) {
		this.publisher = publisher;
		this.query = query;
		this.session = session;
	}

	@Override
	void pump() {
		try {
			if (hasEnded()) {
				close();
			}
			else if (!this.sending) {
				send();
			}
		}
		catch (IOException | RuntimeException ex) {
			leave();
		}
	}

	private void send() throws IOException {
		if (takeBeat()) {
			this.session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
		}
		Frame frame = takeFrame();
		if (frame != null) {
			this.sending = true;
			this.session.getAsyncRemote().sendText(frame.json(), this::sent);
		}
	}

	private void sent(SendResult result) {
		this.sending = false;
		if (result.isOK()) {
			announce();
		}
		else {
			leave();
		}
	}

	/** A blocked socket must not delay the shutdown. */
	private void close() throws IOException {
		if (this.sending) {
			this.session.getUserProperties().put(CLOSE_TIMEOUT, 1L);
		}
		this.session.close(new CloseReason(CloseCodes.GOING_AWAY, "the service is stopping"));
	}

	void leave() {
		this.publisher.leave(this.query, this);
	}

}
