package io.eventstatistics.event;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The series of a partial batch that would have begun beyond the limit, so that none of
 * their events is recorded.
 *
 * @param names of these series
 * @param limit how many series may hold events at once
 */
public record SeriesRefusal(Set<String> names, int limit) {

	/** No series is refused. */
	public static final SeriesRefusal NONE = new SeriesRefusal(Set.of(), 0);

	/**
	 * Creates a refusal.
	 * @param names of the series, copied
	 * @param limit how many series may hold events at once
	 */
	public SeriesRefusal {
		names = Set.copyOf(names);
	}

	/**
	 * Returns whether the events of a series are refused.
	 * @param series its name, or null for the events without a name
	 * @return whether they are refused, never those without a name
	 */
	public boolean includes(@Nullable String series) {
		return series != null && this.names.contains(series);
	}

	/**
	 * Returns why the events of a series are refused.
	 * @param series its name
	 * @return the reason, for the client to read
	 */
	public String reason(@Nullable String series) {
		return SeriesLimitException.message(String.valueOf(series), this.limit);
	}

	/** Returns the events of a batch that are not refused: O(events). */
	EventBatch acceptedOf(EventBatch batch) {
		EventBatch accepted = new EventBatch(Math.max(1, batch.size()));
		for (int i = 0; i < batch.size(); i++) {
			String series = batch.series(i);
			if (!includes(series)) {
				accepted.add(batch.timestampNanos(i), batch.value(i), series);
			}
		}
		return accepted;
	}

}
