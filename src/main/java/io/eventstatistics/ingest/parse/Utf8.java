package io.eventstatistics.ingest.parse;

import java.io.IOException;

/**
 * Decodes non-ASCII characters strictly: no overlong forms, no surrogates, nothing above
 * U+10FFFF (RFC 3629). Not thread-safe.
 */
final class Utf8 {

	private static final int[] BYTE_ORDER_MARK = { 0xef, 0xbb, 0xbf };

	private final BodyBuffer in;

	Utf8(BodyBuffer in) {
		this.in = in;
	}

	/**
	 * Skips a byte order mark at the beginning of a body, and rejects a body in UTF-16 or
	 * UTF-32.
	 * @throws InvalidEventException if the body is in UTF-16 or UTF-32
	 */
	static void begin(BodyBuffer in) throws IOException {
		in.require(3);
		int count = in.available();
		if (count >= 2 && isWide(in.ahead(0), in.ahead(1))) {
			throw new InvalidEventException("the body must be UTF-8 but starts like UTF-16 or UTF-32");
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
	 * Returns whether a text that starts with an ASCII character or a byte order mark is
	 * UTF-16 or UTF-32.
	 */
	private static boolean isWide(int first, int second) {
		return first == 0 || second == 0 || (first >= 0xfe && second >= 0xfe);
	}

	/**
	 * Returns the character that starts with an already consumed byte, or -1 if it is
	 * invalid. Consumes its other bytes.
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
