package io.eventstatistics.query;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, as JSON and as rows. Figures may be computed when they are
 * read, so an answer should be read once.
 *
 * @param json the JSON object: maps, lists, strings, numbers and null
 * @param window the length of the part of the window that the figures describe
 * @param columns the names of the columns, in order
 * @param rows values by column name: one row in total, or one for each series, step or
 * both; null for a missing value
 */
public record Answer(Map<String, @Nullable Object> json, Duration window, List<String> columns,
		Iterable<Map<String, @Nullable Object>> rows) {

	static final String SERIES = "series";

	static final String TIMESTAMP = "timestamp";

	/** Returns a view that computes an element each time it is read. */
	static <T> List<Map<String, @Nullable Object>> lazily(List<T> list,
			Function<T, Map<String, @Nullable Object>> maker) {
		return new AbstractList<>() {

			@Override
			public Map<String, @Nullable Object> get(int index) {
				return maker.apply(list.get(index));
			}

			@Override
			public int size() {
				return list.size();
			}

		};
	}

}
