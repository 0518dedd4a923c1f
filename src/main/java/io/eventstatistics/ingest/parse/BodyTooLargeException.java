package io.eventstatistics.ingest.parse;

/**
 * Thrown while a request's body is read, as soon as it exceeds a limit.
 */
public class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message which limit, for the client to read
	 */
	public BodyTooLargeException(String message) {
		super(message);
	}

}
