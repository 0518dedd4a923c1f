package io.eventstatistics.query;

/**
 * Thrown if a parameter of a question is invalid or the answer would be too large. The
 * message states the parameter, what was received and what is expected.
 */
public class InvalidQueryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidQueryException(String message) {
		super(message);
	}

}
