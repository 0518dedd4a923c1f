package io.eventstatistics.event;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The series of a partial batch that exceed the limit of series. None of their events is
 * recorded.
 *
 * @param names the names of these series
 * @param limit the largest number of series with events
 */
public record SeriesRefusal(Set<String> names, int limit) {

	/** No series is refused. */
	public static final SeriesRefusal NONE = new SeriesRefusal(Set.of(), 0);

	/**
	 * Creates a refusal.
	 * @param names the names of the series, copied
	 * @param limit the largest number of series with events
	 */
	public SeriesRefusal {
		names = Set.copyOf(names);
	}

	/**
	 * Returns whether the events of a series are refused.
	 * @param series the name, or null for the unnamed series
	 * @return whether they are refused; false for the unnamed series
	 */
	public boolean includes(@Nullable String series) {
		return series != null && this.names.contains(series);
	}

	/**
	 * Returns the reason why the events of a series are refused.
	 * @param series the name
	 * @return the message for the client
	 */
	public String reason(@Nullable String series) {
		return SeriesLimitException.message(String.valueOf(series), this.limit);
	}

	/** Returns the events of a batch that are not refused: O(events). */
	EventBatch acceptedOf(EventBatch batch) {
		return this.names.isEmpty() ? batch : batch.filter((i) -> !includes(batch.series(i)));
	}

}
