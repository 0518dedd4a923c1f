package io.eventstatistics.ledger;

/**
 * Thrown if a log has failed permanently: it accepts nothing until the process is
 * restarted.
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
