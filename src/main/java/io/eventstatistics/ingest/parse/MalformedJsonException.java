package io.eventstatistics.ingest.parse;

/**
 * Thrown if a text is not JSON. The end of the current value is then unknown, so parsing
 * cannot continue.
 */
class MalformedJsonException extends InvalidEventException {

	private static final long serialVersionUID = 1L;

	MalformedJsonException(String message) {
		super(message);
	}

}
