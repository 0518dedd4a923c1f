package io.eventstatistics.query;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.SeriesName;
import io.eventstatistics.event.SeriesPage;
import org.jspecify.annotations.Nullable;

/**
 * A question for the names of the series in the window.
 *
 * @param prefix the prefix of the names; empty for all
 * @param limit the largest number of series in the answer, 1 to 1,000
 * @param after the name after which the list continues, or null for its beginning
 */
public record SeriesQuery(String prefix, int limit, @Nullable String after) {

	private static final int DEFAULT_LIMIT = 1000;

	/**
	 * Parses a question.
	 * @param prefix the prefix of the names, or null for all
	 * @param limit the largest number of series in the answer, 1 to 1,000, or null for
	 * 1,000
	 * @param after the name after which the list continues, or null for its beginning
	 * @return the question
	 * @throws InvalidQueryException if a parameter is invalid
	 */
	public static SeriesQuery parse(@Nullable String prefix, @Nullable String limit, @Nullable String after) {
		if (prefix != null && !SeriesName.isValidPrefix(prefix)) {
			throw new InvalidQueryException("prefix must be the beginning of a series name of %s, but was %s"
				.formatted(SeriesName.RULE, Durations.quote(prefix)));
		}
		if (after != null && !SeriesName.isValid(after)) {
			throw new InvalidQueryException(
					"after must be a series name of %s, but was %s".formatted(SeriesName.RULE, Durations.quote(after)));
		}
		return new SeriesQuery((prefix != null) ? prefix : "",
				WholeNumbers.parse("limit", limit, Grouping.MAX_LIMIT, DEFAULT_LIMIT), after);
	}

	/**
	 * Parses the series of the events of a batch that name none.
	 * @param name the name as sent, or null for none
	 * @return the name
	 * @throws InvalidQueryException if the name is invalid
	 */
	public static @Nullable String name(@Nullable String name) {
		if (name != null && !SeriesName.isValid(name)) {
			throw new InvalidQueryException(
					"series must be a series name of %s, but was %s".formatted(SeriesName.RULE, Durations.quote(name)));
		}
		return name;
	}

	/**
	 * Asks a service.
	 * @param service the service
	 * @return a page of the series at this instant
	 */
	public SeriesPage ask(EventService service) {
		return service.series(this.prefix, this.after, this.limit);
	}

}
