package io.eventstatistics.event.idempotency;

import java.nio.ByteBuffer;

/**
 * What a client sends along so that a retry is not counted twice.
 *
 * @param text the key, from 1 to 255 printable characters
 * @param fingerprint of the request, by which a repeat is told from another request that
 * has the same key
 */
public record IdempotencyKey(String text, Fingerprint fingerprint) {

	/** The longest text of a key. */
	public static final int MAX_LENGTH = 255;

	/**
	 * Creates a key.
	 * @throws IllegalArgumentException if the text is too short, too long or not
	 * printable
	 */
	public IdempotencyKey {
		boolean printable = text.chars().allMatch((character) -> character >= ' ' && character <= '~');
		if (text.isEmpty() || text.length() > MAX_LENGTH || !printable) {
			throw new IllegalArgumentException(
					"Idempotency-Key must be 1 to %d printable ASCII characters".formatted(MAX_LENGTH));
		}
	}

	/**
	 * Creates a key as version 1 of a ledger's entries holds it.
	 * @param text the key
	 * @param checksum a CRC-32C of the request's body
	 */
	public IdempotencyKey(String text, long checksum) {
		this(text, new Fingerprint(checksum, 0, 0, 0));
	}

	/**
	 * A SHA-256 digest of a request, in four parts; of a ledger's entries of version 1 a
	 * checksum, in the first part alone.
	 *
	 * @param first the bytes 0 to 7, or the checksum
	 * @param second the bytes 8 to 15
	 * @param third the bytes 16 to 23
	 * @param fourth the bytes 24 to 31
	 */
	public record Fingerprint(long first, long second, long third, long fourth) {

		/** Of no request. */
		public static final Fingerprint NONE = new Fingerprint(0, 0, 0, 0);

		/**
		 * Returns the fingerprint that a digest is.
		 * @param sha256 the digest, 32 bytes
		 * @return the fingerprint
		 */
		public static Fingerprint of(byte[] sha256) {
			ByteBuffer parts = ByteBuffer.wrap(sha256);
			return new Fingerprint(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
		}

		/**
		 * Returns whether two requests are to be taken for the same. A digest and a
		 * checksum cannot be compared: for an hour after an upgrade a key alone makes a
		 * repeat.
		 */
		boolean matches(Fingerprint other) {
			return equals(other) || isChecksum() != other.isChecksum();
		}

		private boolean isChecksum() {
			return (this.second | this.third | this.fourth) == 0;
		}

	}

}
