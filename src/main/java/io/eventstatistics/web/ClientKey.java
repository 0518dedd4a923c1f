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
 * Makes idempotency keys of the client that sends them: the same key of another token, or
 * of none, is another key.
 */
final class ClientKey {

	private static final String SEPARATOR = "/";

	/** Keys of clients without a name that look like those of clients with one. */
	private static final Pattern AMBIGUOUS = Pattern.compile("(token-[0-9a-f]+|none)/.*");

	private ClientKey() {
	}

	/**
	 * Returns the key by which a request is known.
	 * @param client that sends it, or null where it has no token
	 * @param key as the client sends it
	 * @return the key with the client's name before it; one that is too long then is
	 * digested
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
