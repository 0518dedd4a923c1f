package io.eventstatistics.query;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.SeriesName;
import io.eventstatistics.event.SeriesPage;
import org.jspecify.annotations.Nullable;

/**
 * A question for the series that have events.
 *
 * @param prefix with which their names begin; empty for all
 * @param limit how many are listed at most, 1 to 1,000
 * @param after the name after which the list goes on, or null for the first
 */
public record SeriesQuery(String prefix, int limit, @Nullable String after) {

	private static final int DEFAULT_LIMIT = 1000;

	/**
	 * Reads a question as a client wrote it.
	 * @param prefix with which the names begin, or null for all
	 * @param limit how many are listed at most, 1 to 1,000, or null for 1,000
	 * @param after the name after which the list goes on, or null for the first
	 * @return the question
	 * @throws InvalidQueryException if it cannot be understood
	 */
	public static SeriesQuery parse(@Nullable String prefix, @Nullable String limit, @Nullable String after) {
		if (prefix != null && !SeriesName.isValidPrefix(prefix)) {
			throw new InvalidQueryException("prefix must be the beginning of a name, which has %s, but was %s"
				.formatted(SeriesName.RULE, Durations.quote(prefix)));
		}
		if (after != null && !SeriesName.isValid(after)) {
			throw new InvalidQueryException("after must be the name of a series, which has %s, but was %s"
				.formatted(SeriesName.RULE, Durations.quote(after)));
		}
		return new SeriesQuery((prefix != null) ? prefix : "", Grouping.limit(limit, DEFAULT_LIMIT), after);
	}

	/**
	 * Reads the series that a batch puts its events into that have none.
	 * @param name as the client wrote it, or null for none
	 * @return the name
	 * @throws InvalidQueryException if it is no name
	 */
	public static @Nullable String name(@Nullable String name) {
		if (name != null && !SeriesName.isValid(name)) {
			throw new InvalidQueryException("series must be the name of one, which has %s, but was %s"
				.formatted(SeriesName.RULE, Durations.quote(name)));
		}
		return name;
	}

	/**
	 * Asks a service.
	 * @param service whose series are listed
	 * @return the list of this instant
	 */
	public SeriesPage ask(EventService service) {
		return service.series(this.prefix, this.after, this.limit);
	}

}
