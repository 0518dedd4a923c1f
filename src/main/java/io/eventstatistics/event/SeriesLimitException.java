package io.eventstatistics.event;

/**
 * Thrown where an event would begin a series beyond the limit. The message names the
 * series, the limit and what frees a place.
 */
public class SeriesLimitException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SeriesLimitException(String series, int limit) {
		super(message(series, limit));
	}

	static String message(String series, int limit) {
		return ("series \"%s\" would be one more than the %d series that event-statistics.series.max allows to hold"
				+ " events at once: a series leaves with its last event")
			.formatted(series, limit);
	}

}
