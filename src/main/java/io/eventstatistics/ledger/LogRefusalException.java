package io.eventstatistics.ledger;

/**
 * Thrown if a log is in reach and refuses a command.
 */
class LogRefusalException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LogRefusalException(String reason, Throwable cause) {
		super(reason, cause);
	}

}
