package io.eventstatistics.query;

import java.util.HashSet;
import java.util.Set;

import io.eventstatistics.event.SeriesName;
import io.eventstatistics.event.SeriesSelector;
import org.jspecify.annotations.Nullable;

/**
 * Parses the series of a question.
 */
final class SeriesParameter {

	private static final int MAX_PARTS = 100;

	private SeriesParameter() {
	}

	/**
	 * Parses a list of names and prefixes.
	 * @param text the text as sent: {@code a}, {@code a.*} or a list of these; empty for
	 * the unnamed series; null for all events
	 * @return the selector of the union
	 * @throws InvalidQueryException if a part is invalid or there are too many
	 */
	static SeriesSelector parse(@Nullable String text) {
		if (text == null) {
			return SeriesSelector.all();
		}
		if (text.isEmpty()) {
			return SeriesSelector.of(Set.of(), Set.of(), true);
		}
		String[] parts = text.split(",", -1);
		if (parts.length > MAX_PARTS) {
			throw new InvalidQueryException(
					"series must be a list of at most %s names but was one of %s".formatted(MAX_PARTS, parts.length));
		}
		Set<String> names = new HashSet<>();
		Set<String> prefixes = new HashSet<>();
		for (String part : parts) {
			add(part.strip(), names, prefixes);
		}
		return SeriesSelector.of(names, prefixes, false);
	}

	private static void add(String part, Set<String> names, Set<String> prefixes) {
		if (SeriesName.isValid(part)) {
			names.add(part);
		}
		else if (part.endsWith("*") && SeriesName.isValidPrefix(part.substring(0, part.length() - 1))) {
			prefixes.add(part.substring(0, part.length() - 1));
		}
		else {
			throw new InvalidQueryException(
					"series must be a name of %s, the beginning of a name followed by *, or a list of these, but %s"
						.formatted(SeriesName.RULE,
								part.isEmpty() ? "an element of the list is empty" : "has " + Durations.quote(part)));
		}
	}

}
