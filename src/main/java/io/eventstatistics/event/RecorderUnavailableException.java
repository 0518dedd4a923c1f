package io.eventstatistics.event;

/**
 * Thrown if events cannot be recorded at present. It is unknown whether they were
 * recorded: a client should retry with the same idempotency key.
 */
public class RecorderUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message the message for the client
	 */
	public RecorderUnavailableException(String message) {
		super(message);
	}

}
