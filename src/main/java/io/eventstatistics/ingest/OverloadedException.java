package io.eventstatistics.ingest;

/**
 * Thrown if too many requests are in progress.
 */
public class OverloadedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message the message for the client
	 */
	public OverloadedException(String message) {
		super(message);
	}

}
