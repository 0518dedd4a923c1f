package io.eventstatistics.ingest.parse;

/**
 * Thrown where a text is not JSON, so that it is unknown where the value at hand ends.
 */
class MalformedJsonException extends InvalidEventException {

	private static final long serialVersionUID = 1L;

	MalformedJsonException(String message) {
		super(message);
	}

}
