package io.eventstatistics.ledger;

/**
 * Thrown if an entry of the log cannot be decoded.
 */
final class UnreadableEntryException extends Exception {

	private static final long serialVersionUID = 1L;

	UnreadableEntryException(String reason) {
		super(reason);
	}

}
