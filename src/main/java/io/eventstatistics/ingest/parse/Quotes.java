package io.eventstatistics.ingest.parse;

/**
 * Quotes a client's text in an error: its beginning, as characters that any encoding can
 * write.
 */
final class Quotes {

	private static final int MAX_QUOTED = 64;

	private Quotes() {
	}

	/**
	 * Returns at most 64 characters of a text; surrogates that pair with none are
	 * replaced.
	 */
	static String of(CharSequence text) {
		return of(text, MAX_QUOTED);
	}

	/** Returns at most so many characters of a text. */
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
