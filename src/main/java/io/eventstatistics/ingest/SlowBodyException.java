package io.eventstatistics.ingest;

/**
 * Thrown where a client sends its body more slowly than is waited for.
 */
public class SlowBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SlowBodyException(String message) {
		super(message);
	}

}
