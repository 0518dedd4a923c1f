package io.eventstatistics.event;

import org.jspecify.annotations.Nullable;

/**
 * The rule for names of series: 1 to 128 ASCII letters, digits and {@code _ . : -}, the
 * first a letter or a digit. Case counts.
 */
public final class SeriesName {

	/** The most characters of a name. */
	public static final int MAX_LENGTH = 128;

	/** The rule, for an error to state. */
	public static final String RULE = "1 to 128 ASCII letters, digits and _ . : -, the first a letter or a digit";

	private SeriesName() {
	}

	/**
	 * Returns whether a text is a name.
	 * @param text any text
	 * @return whether it follows the rule
	 */
	public static boolean isValid(CharSequence text) {
		return !text.isEmpty() && isValidPrefix(text);
	}

	/**
	 * Returns whether names can begin with a text.
	 * @param text any text, which may be empty
	 * @return whether there are names that do
	 */
	public static boolean isValidPrefix(CharSequence text) {
		if (text.length() > MAX_LENGTH) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			if (!isAllowed(text.charAt(i), i == 0)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether a character may stand in a name.
	 * @param character the character
	 * @param first whether it is the name's first
	 * @return whether it may
	 */
	public static boolean isAllowed(int character, boolean first) {
		boolean alphanumeric = character < 128 && Character.isLetterOrDigit(character);
		return alphanumeric || (!first && "_.:-".indexOf(character) >= 0);
	}

	/**
	 * Requires that a text is a name.
	 * @param text the text, or null for an event without a name
	 * @return the text
	 * @throws IllegalArgumentException if it does not follow the rule
	 */
	static @Nullable String require(@Nullable String text) {
		if (text != null && !isValid(text)) {
			throw new IllegalArgumentException("the name of a series must be " + RULE);
		}
		return text;
	}

}
