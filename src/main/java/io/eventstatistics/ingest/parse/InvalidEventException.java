package io.eventstatistics.ingest.parse;

/**
 * Thrown if a request body or an event is invalid. The message states the field, what was
 * received and what is expected.
 */
public class InvalidEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message the message for the client
	 */
	public InvalidEventException(String message) {
		super(message);
	}

}
