package io.eventstatistics.event;

import java.time.Instant;

/**
 * Thrown if an event's timestamp is too far ahead of the clock. The message states the
 * timestamp, the latest accepted one and the server's time.
 */
public class TimestampAheadException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Instant latestAccepted;

	private final Instant now;

	/**
	 * Creates the exception.
	 * @param received the event's timestamp
	 * @param latestAccepted the latest timestamp accepted at this time
	 * @param now the server's time
	 */
	public TimestampAheadException(Instant received, Instant latestAccepted, Instant now) {
		super(message(received, latestAccepted, now));
		this.latestAccepted = latestAccepted;
		this.now = now;
	}

	/**
	 * Returns the latest timestamp that was accepted at the time.
	 * @return the timestamp
	 */
	public Instant latestAccepted() {
		return this.latestAccepted;
	}

	/**
	 * Returns the server's time.
	 * @return when the timestamp was refused
	 */
	public Instant now() {
		return this.now;
	}

	/**
	 * Returns the message for an event that is too far ahead.
	 * @param received the event's timestamp
	 * @param latestAccepted the latest timestamp accepted at this time
	 * @param now the server's time
	 * @return the message
	 */
	public static String message(Instant received, Instant latestAccepted, Instant now) {
		return "timestamp %s is too far ahead: the latest accepted is %s, the server's time is %s".formatted(received,
				latestAccepted, now);
	}

}
