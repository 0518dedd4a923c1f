package io.eventstatistics.event;

/**
 * Thrown if the window has no room for a batch.
 */
public class WindowFullException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private WindowFullException(String message) {
		super(message);
	}

	static WindowFullException ofEvents(long maxEvents) {
		return new WindowFullException(
				"the window is full: it holds the %d events that event-statistics.max-events allows"
					.formatted(maxEvents));
	}

	static WindowFullException ofMemory(long maxBytes) {
		return new WindowFullException(
				"the window is full: its events take the %d bytes that event-statistics.max-memory allows"
					.formatted(maxBytes));
	}

}
