package io.eventstatistics.ingest.parse;

/**
 * Quotes the beginning of a client's text in an error, as valid Unicode.
 */
final class Quotes {

	private static final int MAX_QUOTED = 64;

	private Quotes() {
	}

	/**
	 * Returns at most 64 characters of a text; unpaired surrogates are replaced.
	 */
	static String of(CharSequence text) {
		return of(text, MAX_QUOTED);
	}

	/** Returns at most {@code limit} characters of a text. */
	static String of(CharSequence text, int limit) {
		StringBuilder quoted = new StringBuilder();
		int index = 0;
		while (index < text.length()) {
			int character = Character.codePointAt(text, index);
			int after = index + Character.charCount(character);
			if (after > limit) {
				return quoted.append("...").toString();
			}
			boolean lone = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
			quoted.appendCodePoint(lone ? 0xfffd : character);
			index = after;
		}
		return quoted.toString();
	}

}
