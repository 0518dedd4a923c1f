package io.eventstatistics.event;

/**
 * What a client sends along so that a retry is not counted twice.
 *
 * @param text the key, from 1 to 255 printable characters
 * @param fingerprint of the request, by which a repeat is told from another request that
 * has the same key
 */
public record IdempotencyKey(String text, long fingerprint) {

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

}
