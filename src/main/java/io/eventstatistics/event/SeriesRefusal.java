package io.eventstatistics.event;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The series of a batch that exceed the limit of series. Their events are not recorded,
 * except that expired ones are accepted, because they begin no series.
 *
 * @param names the names of these series, in the order of the batch
 * @param limit the largest number of series with events
 * @param edge the oldest timestamp that counted, in nanoseconds since the epoch
 */
public record SeriesRefusal(Set<String> names, int limit, long edge) {

	/** No series is refused. */
	public static final SeriesRefusal NONE = new SeriesRefusal(Set.of(), 0, 0);

	/**
	 * Creates a refusal.
	 * @param names the names of the series, copied
	 * @param limit the largest number of series with events
	 * @param edge the oldest timestamp that counted, in nanoseconds since the epoch
	 */
	public SeriesRefusal {
		names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
	}

	/**
	 * Returns whether an event of the batch is refused.
	 * @param events the batch, or its valid events
	 * @param index the index of the event
	 * @return whether it is refused; false for events that are expired or unnamed
	 */
	public boolean includes(EventBatch events, int index) {
		String series = events.series(index);
		return series != null && events.timestampNanos(index) >= this.edge && this.names.contains(series);
	}

	/**
	 * Returns the reason why the events of a series are refused.
	 * @param series the name
	 * @return the message for the client
	 */
	public String reason(@Nullable String series) {
		return ("series \"%s\" would be one more than the %d series that event-statistics.series.max allows to hold"
				+ " events at once: a series leaves with its last event")
			.formatted(series, this.limit);
	}

	/** Returns the events of a batch that are not refused: O(events). */
	EventBatch acceptedOf(EventBatch batch) {
		return this.names.isEmpty() ? batch : batch.filter((i) -> !includes(batch, i));
	}

}
