package io.eventstatistics.ledger;

/**
 * Thrown where an entry of the log cannot be read.
 */
final class UnreadableEntryException extends Exception {

	private static final long serialVersionUID = 1L;

	UnreadableEntryException(String reason) {
		super(reason);
	}

}
