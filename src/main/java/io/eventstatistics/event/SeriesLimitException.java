package io.eventstatistics.event;

/**
 * Thrown where events would begin series beyond the limit. The message names the first of
 * these series, the limit and what frees a place.
 */
public class SeriesLimitException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient SeriesRefusal refusal;

	SeriesLimitException(SeriesRefusal refusal) {
		super(refusal.reason(refusal.names().iterator().next()));
		this.refusal = refusal;
	}

	/**
	 * Returns all series of the batch that exceed the limit.
	 * @return the series, at least one
	 */
	public SeriesRefusal refusal() {
		return this.refusal;
	}

}
