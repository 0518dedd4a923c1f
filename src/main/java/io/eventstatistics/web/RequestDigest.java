package io.eventstatistics.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Creates the digest of a request: path, query and media type, to which the body is
 * added. The same bytes as a JSON array and as NDJSON are two different requests.
 */
final class RequestDigest {

	private RequestDigest() {
	}

	static MessageDigest of(HttpServletRequest request) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			update(digest, request.getRequestURI());
			update(digest, String.valueOf(request.getQueryString()));
			update(digest, mediaType(String.valueOf(request.getContentType())));
			return digest;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	/** Ends each part with a line feed, which no part contains. */
	private static void update(MessageDigest digest, String part) {
		digest.update((part + '\n').getBytes(StandardCharsets.UTF_8));
	}

	/** Returns the media type without parameters: a charset does not change the body. */
	private static String mediaType(String contentType) {
		int end = contentType.indexOf(';');
		return ((end < 0) ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
	}

}
