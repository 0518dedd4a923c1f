package io.eventstatistics.query;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The parameters shared by all questions, as sent; null for an absent parameter.
 *
 * @param window the length of the part of the window; by default all of it
 * @param stats the names of the figures, separated by commas; by default count, min, max
 * and mean
 * @param series series names, and prefixes of names followed by an asterisk, separated by
 * commas; empty for the unnamed series; by default all events
 * @param by {@code series} for an answer by series
 * @param sort the order of the series: {@code series}, the default, or a requested
 * figure, with a leading minus for descending order
 * @param limit the largest number of series in the answer, 1 to 1,000; by default 100
 */
public record QuestionParameters(@Nullable String window, @Nullable String stats, @Nullable String series,
		@Nullable String by, @Nullable String sort, @Nullable String limit) {

	/** The names of the parameters, in the order to list them. */
	public static final List<String> NAMES = List.of("window", "stats", "series", "by", "sort", "limit");

	/**
	 * Reads the parameters of a request.
	 * @param reader returns the value of a parameter by name, or null
	 * @return the parameters
	 */
	public static QuestionParameters read(UnaryOperator<@Nullable String> reader) {
		return new QuestionParameters(reader.apply("window"), reader.apply("stats"), reader.apply("series"),
				reader.apply("by"), reader.apply("sort"), reader.apply("limit"));
	}

	/**
	 * Returns whether the question is for the default figures of all events.
	 * @return whether all parameters are absent
	 */
	public boolean isEmpty() {
		return this.window == null && this.stats == null && this.series == null && this.by == null && this.sort == null
				&& this.limit == null;
	}

}
