package io.eventstatistics.ingest.parse;

/**
 * Thrown where a request's body is not what it should be. The message names the field at
 * fault, what was received and what would be right.
 */
public class InvalidEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong, for the client to read
	 */
	public InvalidEventException(String message) {
		super(message);
	}

}
