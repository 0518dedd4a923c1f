package io.eventstatistics.event;

/**
 * Thrown where the window holds as many events as it may.
 */
public class WindowFullException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	WindowFullException(long maxEvents) {
		super("the window is full: it holds the %d events that event-statistics.max-events allows"
			.formatted(maxEvents));
	}

}
