package io.eventstatistics.ingest.parse;

/**
 * Thrown as soon as a request body exceeds a limit.
 */
public class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message the message for the client
	 */
	public BodyTooLargeException(String message) {
		super(message);
	}

}
