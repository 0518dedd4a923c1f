package io.eventstatistics.ingest;

/**
 * Thrown where more is under way than can be taken on.
 */
public class OverloadedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is too much, for the client to read
	 */
	public OverloadedException(String message) {
		super(message);
	}

}
