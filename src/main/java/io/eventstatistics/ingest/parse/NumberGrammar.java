package io.eventstatistics.ingest.parse;

/**
 * The JSON grammar of numbers as a state machine with one step per character. It checks a
 * number of any length without holding it.
 */
final class NumberGrammar {

	static final int START = 0;

	private static final int MINUS = 1;

	private static final int ZERO = 2;

	private static final int INTEGER = 3;

	private static final int POINT = 4;

	private static final int FRACTION = 5;

	private static final int EXPONENT = 6;

	private static final int SIGNED_EXPONENT = 7;

	private static final int EXPONENT_DIGITS = 8;

	private static final int INVALID = 9;

	private NumberGrammar() {
	}

	/** Returns the state after a character. */
	static int step(int state, int character) {
		if (character >= '0' && character <= '9') {
			return digit(state, character);
		}
		return switch (character) {
			case '.' -> (state == ZERO || state == INTEGER) ? POINT : INVALID;
			case 'e', 'E' -> (state == ZERO || state == INTEGER || state == FRACTION) ? EXPONENT : INVALID;
			case '+' -> (state == EXPONENT) ? SIGNED_EXPONENT : INVALID;
			case '-' -> (state == START) ? MINUS : (state == EXPONENT) ? SIGNED_EXPONENT : INVALID;
			default -> INVALID;
		};
	}

	private static int digit(int state, int character) {
		return switch (state) {
			case START, MINUS -> (character == '0') ? ZERO : INTEGER;
			case INTEGER -> INTEGER;
			case POINT, FRACTION -> FRACTION;
			case EXPONENT, SIGNED_EXPONENT, EXPONENT_DIGITS -> EXPONENT_DIGITS;
			default -> INVALID;
		};
	}

	/** Returns whether the characters that led to a state are a number. */
	static boolean isNumber(int state) {
		return state == ZERO || state == INTEGER || state == FRACTION || state == EXPONENT_DIGITS;
	}

}
