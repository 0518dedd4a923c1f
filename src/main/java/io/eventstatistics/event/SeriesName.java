package io.eventstatistics.event;

import org.jspecify.annotations.Nullable;

/**
 * The rule for names of series: 1 to 128 ASCII letters, digits and {@code _ . : -}, the
 * first a letter or a digit. Names are case-sensitive.
 */
public final class SeriesName {

	/** The length of the longest name. */
	public static final int MAX_LENGTH = 128;

	/** The rule, for error messages. */
	public static final String RULE = "1 to 128 ASCII letters, digits and _ . : -, the first a letter or a digit";

	private SeriesName() {
	}

	/**
	 * Returns whether a text is a valid name.
	 * @param text any text
	 * @return whether it is valid
	 */
	public static boolean isValid(CharSequence text) {
		return !text.isEmpty() && isValidPrefix(text);
	}

	/**
	 * Returns whether a text is a prefix of a valid name.
	 * @param text any text, which may be empty
	 * @return whether it is a valid prefix
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
	 * Returns whether a name may contain a character.
	 * @param character the character
	 * @param first whether it is the first of the name
	 * @return whether it is allowed
	 */
	public static boolean isAllowed(int character, boolean first) {
		boolean alphanumeric = character < 128 && Character.isLetterOrDigit(character);
		return alphanumeric || (!first && "_.:-".indexOf(character) >= 0);
	}

	/**
	 * Requires that a text is a valid name.
	 * @param text the text, or null for the unnamed series
	 * @return the text
	 * @throws IllegalArgumentException if it is invalid
	 */
	static @Nullable String require(@Nullable String text) {
		if (text != null && !isValid(text)) {
			throw new IllegalArgumentException("the name of a series must be " + RULE);
		}
		return text;
	}

}
