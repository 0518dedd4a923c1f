package io.eventstatistics.cluster;

/**
 * Thrown if a message of another member cannot be decoded, or contradicts the messages
 * before it.
 */
public final class UnreadableMessageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnreadableMessageException(String reason) {
		super("unreadable message: " + reason);
	}

}
