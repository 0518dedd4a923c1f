package io.eventstatistics.query;

import java.util.HashSet;
import java.util.Set;

import io.eventstatistics.event.SeriesName;
import io.eventstatistics.event.SeriesSelector;
import org.jspecify.annotations.Nullable;

/**
 * Reads which series a question is about.
 */
final class SeriesParameter {

	private static final int MAX_PARTS = 100;

	private SeriesParameter() {
	}

	/**
	 * Reads a list of names and beginnings of names.
	 * @param text as the client wrote it: {@code a}, {@code a.*}, a list of these; empty
	 * for the events without a name; null for all events
	 * @return the events of the union
	 * @throws InvalidQueryException if a part is neither, or there are too many
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
					"series must be a name of %s, the beginning of one with * at the end, or a list of these, but %s"
						.formatted(SeriesName.RULE,
								part.isEmpty() ? "one of the list is empty" : "names " + Durations.quote(part)));
		}
	}

}
