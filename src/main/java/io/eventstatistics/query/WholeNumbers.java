package io.eventstatistics.query;

import org.jspecify.annotations.Nullable;

/**
 * Parses parameters that are whole numbers.
 */
final class WholeNumbers {

	private WholeNumbers() {
	}

	/**
	 * Parses a number.
	 * @param parameter the name of the query parameter
	 * @param text the text as sent, or null if absent
	 * @param max the largest allowed number; the smallest is 1
	 * @param absent the value if absent
	 * @return the number
	 * @throws InvalidQueryException if it is not from 1 to the largest
	 */
	static int parse(String parameter, @Nullable String text, int max, int absent) {
		if (text == null) {
			return absent;
		}
		int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
		if (number < 1 || number > max) {
			throw new InvalidQueryException("%s must be a whole number from 1 to %s but was %s".formatted(parameter,
					max, Durations.quote(text)));
		}
		return number;
	}

}
