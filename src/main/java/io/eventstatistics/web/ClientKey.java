package io.eventstatistics.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/**
 * Qualifies idempotency keys by client, so that equal keys sent with different tokens, or
 * without a token, are different keys.
 */
final class ClientKey {

	private static final String SEPARATOR = "/";

	/** Keys of unnamed clients that look like the qualified key of a named client. */
	private static final Pattern AMBIGUOUS = Pattern.compile("(token-[0-9a-f]+|none)/.*");

	private ClientKey() {
	}

	/**
	 * Returns the qualified key of a request.
	 * @param client the client, or null if it sends no token
	 * @param key the key as sent
	 * @return the key with the client's name as a prefix; if that is too long, the key is
	 * replaced by its SHA-256 digest
	 */
	static String of(@Nullable Principal client, String key) {
		if (client == null && !AMBIGUOUS.matcher(key).matches()) {
			return key;
		}
		String prefix = ((client != null) ? client.getName() : "none") + SEPARATOR;
		String text = prefix + key;
		return (text.length() <= IdempotencyKey.MAX_LENGTH) ? text : prefix + digest(key);
	}

	private static String digest(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
