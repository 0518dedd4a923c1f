package io.eventstatistics.query;

/**
 * Thrown where a question cannot be understood or asked. The message names the parameter,
 * what was received and what would be right.
 */
public class InvalidQueryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidQueryException(String message) {
		super(message);
	}

}
