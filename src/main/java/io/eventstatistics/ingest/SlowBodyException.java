package io.eventstatistics.ingest;

/**
 * Thrown if a client sends its body below the least rate.
 */
public class SlowBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SlowBodyException(String message) {
		super(message);
	}

}
