package io.eventstatistics.event;

/**
 * Thrown where events cannot be recorded for now. Whether they were is not known: a
 * client that sends them again should do so with the same idempotency key.
 */
public class RecorderUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message why, for the client to read
	 */
	public RecorderUnavailableException(String message) {
		super(message);
	}

}
