package io.eventstatistics.web.filter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Checks the path of a request as the client sent it. Tomcat decodes the path strictly,
 * but not the path parameters, which the dispatcher decodes.
 */
final class RawPath {

	private RawPath() {
	}

	/** Returns whether a path and its parameters are percent-encoded UTF-8. */
	static boolean isDecodable(String path) {
		if (path.indexOf('%') < 0) {
			return true;
		}
		ByteBuffer octets = ByteBuffer.allocate(path.length());
		for (int i = 0; i < path.length(); i++) {
			if (path.charAt(i) != '%') {
				octets.put((byte) path.charAt(i));
				continue;
			}
			int end = i + 3;
			if (end > path.length() || !HexFormat.isHexDigit(path.charAt(i + 1))
					|| !HexFormat.isHexDigit(path.charAt(i + 2))) {
				return false;
			}
			octets.put((byte) HexFormat.fromHexDigits(path, i + 1, end));
			i = end - 1;
		}
		return isUtf8(octets.flip());
	}

	private static boolean isUtf8(ByteBuffer octets) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(octets);
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
