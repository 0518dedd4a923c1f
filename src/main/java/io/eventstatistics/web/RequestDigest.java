package io.eventstatistics.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Starts the digest of a request: path, query and media type first, the body to follow.
 * The same bytes as a JSON array and as NDJSON are two requests.
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

	/** A line feed is in none of the parts. */
	private static void update(MessageDigest digest, String part) {
		digest.update((part + '\n').getBytes(StandardCharsets.UTF_8));
	}

	/** Without parameters, for a charset changes nothing. */
	private static String mediaType(String contentType) {
		int end = contentType.indexOf(';');
		return ((end < 0) ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
	}

}
