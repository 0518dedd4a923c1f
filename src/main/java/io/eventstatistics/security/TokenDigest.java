package io.eventstatistics.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 digest of a token. Immutable.
 */
final class TokenDigest {

	private static final int MIN_LENGTH = 16;

	/** The syntax of RFC 6750. */
	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{" + MIN_LENGTH + ",}=*");

	private static final int NAME_BYTES = 4;

	private final byte[] bytes;

	private TokenDigest(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Returns the digest of a token from a request, without a check of its syntax.
	 */
	static TokenDigest of(String token) {
		try {
			return new TokenDigest(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Returns the digest of a token from the settings.
	 * @param token the token, which is not repeated in a message
	 * @param place the origin of the token for messages, such as "a token in a file"
	 * @throws IllegalArgumentException if it is too short or malformed
	 */
	static TokenDigest of(String token, String place) {
		if (!FORM.matcher(token).matches()) {
			throw new IllegalArgumentException(
					"event-statistics.security: %s is not of at least %s letters, digits or -._~+/ with = at the end: make one with openssl rand -hex 24"
						.formatted(place, MIN_LENGTH));
		}
		return of(token);
	}

	/** Returns a short name of the token for logs and keys. */
	String name() {
		return "token-" + HexFormat.of().formatHex(this.bytes, 0, NAME_BYTES);
	}

	/** Compares in constant time. */
	@Override
	public boolean equals(Object other) {
		return other instanceof TokenDigest digest && MessageDigest.isEqual(this.bytes, digest.bytes);
	}

	@Override
	public int hashCode() {
		return name().hashCode();
	}

}
