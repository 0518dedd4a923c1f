package io.eventstatistics.event.idempotency;

import java.nio.ByteBuffer;

/**
 * Identifies a request, so that a retry is not counted twice.
 *
 * @param text the key, from 1 to 255 printable characters
 * @param fingerprint the fingerprint of the request, which distinguishes a retry from
 * another request with the same key
 */
public record IdempotencyKey(String text, Fingerprint fingerprint) {

	/** The longest text of a key. */
	public static final int MAX_LENGTH = 255;

	/** The golden ratio: similar texts come to lie far apart. */
	private static final int SPREAD = 0x9e3779b9;

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
	 * Creates a key from version 1 of a ledger's entries.
	 * @param text the key
	 * @param checksum a CRC-32C of the request's body
	 */
	public IdempotencyKey(String text, long checksum) {
		this(text, new Fingerprint(checksum, 0, 0, 0));
	}

	/**
	 * Returns the partition of the key, which depends on the text alone: the same in all
	 * processes and versions.
	 * @param partitions the number of partitions, above 0
	 * @return the number of the partition, from 0
	 */
	public int partition(int partitions) {
		int hash = this.text.hashCode() * SPREAD;
		return Math.floorMod(hash ^ hash >>> Short.SIZE, partitions);
	}

	/**
	 * The SHA-256 digest of a request in four parts; or, for version 1 of a ledger's
	 * entries, a checksum in the first part.
	 *
	 * @param first the bytes 0 to 7, or the checksum
	 * @param second the bytes 8 to 15
	 * @param third the bytes 16 to 23
	 * @param fourth the bytes 24 to 31
	 */
	public record Fingerprint(long first, long second, long third, long fourth) {

		/** The fingerprint of no request. */
		public static final Fingerprint NONE = new Fingerprint(0, 0, 0, 0);

		/**
		 * Returns the fingerprint of a digest.
		 * @param sha256 the digest, 32 bytes
		 * @return the fingerprint
		 */
		public static Fingerprint of(byte[] sha256) {
			ByteBuffer parts = ByteBuffer.wrap(sha256);
			return new Fingerprint(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
		}

		/**
		 * Returns whether two requests count as the same. A digest and a checksum cannot
		 * be compared and always match: for one window after an upgrade from version 1 a
		 * repeated key alone makes a retry.
		 */
		boolean matches(Fingerprint other) {
			return equals(other) || isChecksum() != other.isChecksum();
		}

		private boolean isChecksum() {
			return (this.second | this.third | this.fourth) == 0;
		}

	}

}
