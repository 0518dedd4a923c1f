package io.eventstatistics.ingest.parse;

import java.io.IOException;

/**
 * Decodes characters beyond ASCII, strictly: no overlong forms, no surrogates, nothing
 * beyond U+10FFFF (RFC 3629). Not thread-safe.
 */
final class Utf8 {

	private static final int[] BYTE_ORDER_MARK = { 0xef, 0xbb, 0xbf };

	private final BodyBuffer in;

	Utf8(BodyBuffer in) {
		this.in = in;
	}

	/**
	 * Skips a byte order mark at the beginning of a body, and refuses a body in another
	 * Unicode encoding.
	 * @throws InvalidEventException if the body begins as UTF-16 or UTF-32 do
	 */
	static void begin(BodyBuffer in) throws IOException {
		in.require(3);
		int count = in.available();
		if (count >= 2 && isWide(in.ahead(0), in.ahead(1))) {
			throw new InvalidEventException("the body must be UTF-8 but begins as UTF-16 or UTF-32 do");
		}
		boolean marked = count >= 3;
		for (int i = 0; i < 3 && marked; i++) {
			marked = in.ahead(i) == BYTE_ORDER_MARK[i];
		}
		for (int i = 0; i < 3 && marked; i++) {
			in.skip();
		}
	}

	/**
	 * Returns whether a text of which the first character is ASCII or a mark is not
	 * UTF-8.
	 */
	private static boolean isWide(int first, int second) {
		return first == 0 || second == 0 || (first >= 0xfe && second >= 0xfe);
	}

	/**
	 * Returns the character that begins with a byte that has been consumed, or -1 if it
	 * is none. Consumes the rest of it.
	 */
	int decode(int lead) throws IOException {
		if (lead < 0xc2 || lead > 0xf4) {
			return -1;
		}
		if (lead < 0xe0) {
			return continued(lead & 0x1f, 0x80, 0xbf);
		}
		if (lead < 0xf0) {
			int two = continued(lead & 0x0f, (lead == 0xe0) ? 0xa0 : 0x80, (lead == 0xed) ? 0x9f : 0xbf);
			return continued(two, 0x80, 0xbf);
		}
		int two = continued(lead & 0x07, (lead == 0xf0) ? 0x90 : 0x80, (lead == 0xf4) ? 0x8f : 0xbf);
		return continued(continued(two, 0x80, 0xbf), 0x80, 0xbf);
	}

	private int continued(int character, int least, int most) throws IOException {
		int next = this.in.peek();
		if (character < 0 || next < least || next > most) {
			return -1;
		}
		this.in.skip();
		return character << 6 | next & 0x3f;
	}

}
