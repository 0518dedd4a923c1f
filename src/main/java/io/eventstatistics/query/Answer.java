package io.eventstatistics.query;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a question is answered, in the shape of its JSON and as rows. Figures may be
 * computed when they are read, so an answer is read once.
 *
 * @param json of maps, lists, texts, numbers and null
 * @param window the part of the window that the figures are of
 * @param columns the names of the values of a row, in order
 * @param rows by the names of the columns: one for all events, or one a series, a step or
 * both; null for a value that is not there
 */
public record Answer(Map<String, @Nullable Object> json, Duration window, List<String> columns,
		Iterable<Map<String, @Nullable Object>> rows) {

	static final String SERIES = "series";

	static final String TIMESTAMP = "timestamp";

	/** Returns a list whose elements are made when they are read, anew each time. */
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
