package io.eventstatistics.query;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The parameters that every question has, as a client wrote them; null for one that is
 * absent.
 *
 * @param window how long a part of the window; absent, all of it
 * @param stats the names of the figures, separated by commas; absent, count, min, max and
 * mean
 * @param series names of series and beginnings of names, each of these with an asterisk,
 * separated by commas; empty, the events without a name; absent, all events
 * @param by {@code series}, to answer series by series
 * @param sort the order of the series: {@code series}, the default, or a figure that is
 * asked for, with a minus before it for the descending order
 * @param limit how many series are answered at most, 1 to 1,000; absent, 100
 */
public record QuestionParameters(@Nullable String window, @Nullable String stats, @Nullable String series,
		@Nullable String by, @Nullable String sort, @Nullable String limit) {

	/** The names, in the order in which to list them. */
	public static final List<String> NAMES = List.of("window", "stats", "series", "by", "sort", "limit");

	/**
	 * Reads the parameters of a request.
	 * @param reader returns the parameter of a name, or null
	 * @return the parameters
	 */
	public static QuestionParameters read(UnaryOperator<@Nullable String> reader) {
		return new QuestionParameters(reader.apply("window"), reader.apply("stats"), reader.apply("series"),
				reader.apply("by"), reader.apply("sort"), reader.apply("limit"));
	}

	/**
	 * Returns whether nothing is asked for but the default figures of all events.
	 * @return whether all parameters are absent
	 */
	public boolean isEmpty() {
		return this.window == null && this.stats == null && this.series == null && this.by == null && this.sort == null
				&& this.limit == null;
	}

}
