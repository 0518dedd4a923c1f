package io.eventstatistics.query;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The names of the parameters of a query string, decoded strictly: malformed
 * percent-encoding and invalid UTF-8 are rejected, in names and in values. Immutable.
 */
public final class QueryString {

	/** More parameters than any endpoint has, and fewer than Tomcat's limit. */
	private static final int MAX_PARAMETERS = 100;

	private final List<String> names;

	private QueryString(List<String> names) {
		this.names = List.copyOf(names);
	}

	/**
	 * Parses a query string.
	 * @param text as the client sent it, without the question mark, or null for none
	 * @return its names
	 * @throws InvalidQueryException if it cannot be decoded or has too many parameters
	 */
	public static QueryString parse(@Nullable String text) {
		List<String> names = new ArrayList<>();
		for (String pair : (text != null) ? text.split("&") : new String[0]) {
			if (pair.isEmpty()) {
				continue;
			}
			if (names.size() == MAX_PARAMETERS) {
				throw new InvalidQueryException(
						"the query must have at most %s parameters but has more".formatted(MAX_PARAMETERS));
			}
			int equals = pair.indexOf('=');
			String name = decode("name", pair.substring(0, (equals < 0) ? pair.length() : equals));
			if (name.isEmpty()) {
				throw new InvalidQueryException("a parameter in the query has no name: it must be name=value");
			}
			decode("value of parameter " + quote(name), pair.substring(equals + 1));
			names.add(name);
		}
		return new QueryString(names);
	}

	/**
	 * Rejects parameters that an endpoint does not have.
	 * @param known the names of its parameters, in the order to list them
	 * @throws InvalidQueryException if there is another parameter
	 */
	public void requireOnly(List<String> known) {
		for (String name : this.names) {
			if (!known.contains(name)) {
				throw new InvalidQueryException("the query parameter %s is unknown here: %s".formatted(quote(name),
						known.isEmpty() ? "this path has no parameters" : "known are " + String.join(", ", known)));
			}
		}
	}

	private static String decode(String what, String text) {
		byte[] bytes = new byte[text.length()];
		int length = 0;
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next > 0x7f) {
				throw malformed(what, text);
			}
			if (next == '%') {
				bytes[length++] = octet(what, text, i);
				i += 2;
			}
			else {
				bytes[length++] = (byte) ((next == '+') ? ' ' : next);
			}
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
		}
		catch (CharacterCodingException ex) {
			throw malformed(what, text);
		}
	}

	private static byte octet(String what, String text, int percent) {
		int end = percent + 3;
		if (end > text.length() || !HexFormat.isHexDigit(text.charAt(percent + 1))
				|| !HexFormat.isHexDigit(text.charAt(percent + 2))) {
			throw malformed(what, text);
		}
		return (byte) HexFormat.fromHexDigits(text, percent + 1, end);
	}

	private static InvalidQueryException malformed(String what, String text) {
		return new InvalidQueryException(
				"the %s in the query must be percent-encoded UTF-8 but was %s".formatted(what, quote(text)));
	}

	private static String quote(String text) {
		return Durations.quote(text);
	}

}
