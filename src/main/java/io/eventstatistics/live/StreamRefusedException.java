package io.eventstatistics.live;

/**
 * Thrown if no further stream can be opened.
 */
public class StreamRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StreamRefusedException(String message) {
		super(message);
	}

}
