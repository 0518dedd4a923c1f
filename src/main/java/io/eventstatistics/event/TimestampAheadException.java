package io.eventstatistics.event;

import java.time.Instant;

/**
 * Thrown where an event's timestamp is further ahead of the clock than is accepted. The
 * message names what was received, the latest that is accepted and the server's time.
 */
public class TimestampAheadException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int index;

	/**
	 * Creates the exception.
	 * @param index the event's index in its batch
	 * @param received the event's timestamp
	 * @param latestAccepted the latest timestamp accepted at this time
	 * @param now the server's time
	 */
	public TimestampAheadException(int index, Instant received, Instant latestAccepted, Instant now) {
		super("timestamp %s is too far ahead: the latest accepted is %s, the server's time is %s".formatted(received,
				latestAccepted, now));
		this.index = index;
	}

	/**
	 * Returns which event it was.
	 * @return its index in the batch
	 */
	public int index() {
		return this.index;
	}

}
