package io.eventstatistics.ledger;

/**
 * Thrown if a log is reachable and temporarily refuses a command.
 */
public class LogRefusalException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param reason what is refused and why
	 * @param cause of the refusal
	 */
	public LogRefusalException(String reason, Throwable cause) {
		super(reason, cause);
	}

	/**
	 * Creates the exception.
	 * @param reason what is refused and why
	 */
	public LogRefusalException(String reason) {
		super(reason);
	}

}
