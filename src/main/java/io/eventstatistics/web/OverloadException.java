package io.eventstatistics.web;

/**
 * Thrown where more questions are asked than can be answered.
 */
class OverloadException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	OverloadException(String message) {
		super(message);
	}

}
