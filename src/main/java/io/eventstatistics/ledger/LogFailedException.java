package io.eventstatistics.ledger;

/**
 * Thrown if a log can keep no promise any more, until the process has been started again.
 */
public class LogFailedException extends LogRefusalException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param reason what failed
	 */
	public LogFailedException(String reason) {
		super(reason);
	}

}
