package io.eventstatistics.event.idempotency;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A key, with what a retry of its batch is answered with. Linked in the order of the
 * claims of its partition.
 */
final class Claim {

	/**
	 * The size of a claim, its node in the map, the key, its fingerprint and an empty
	 * string.
	 */
	private static final int BYTES = 48 + 32 + 24 + 48 + 40;

	private static final int BYTES_PER_TEXT = 40;

	/** Separates names; no name contains it. */
	private static final String SEPARATOR = " ";

	private final IdempotencyKey key;

	/** The names of the series that the batch left out, separated; null for none. */
	private final @Nullable String leftOut;

	private final long recordedAt;

	long claimedAt;

	@Nullable Claim older;

	@Nullable Claim newer;

	Claim(IdempotencyKey key, Set<String> leftOut, long recordedAt, long claimedAt) {
		this.key = key;
		this.leftOut = leftOut.isEmpty() ? null : String.join(SEPARATOR, leftOut);
		this.recordedAt = recordedAt;
		this.claimedAt = claimedAt;
	}

	IdempotencyKey key() {
		return this.key;
	}

	Set<String> leftOut() {
		return (this.leftOut != null) ? new LinkedHashSet<>(List.of(this.leftOut.split(SEPARATOR))) : Set.of();
	}

	long recordedAt() {
		return this.recordedAt;
	}

	/** Returns the memory of the claim in bytes. */
	long bytes() {
		return bytes(this.key, (this.leftOut != null) ? this.leftOut.length() + SEPARATOR.length() : 0);
	}

	/** Returns the memory of a claim in bytes. */
	static long bytes(IdempotencyKey key, Set<String> leftOut) {
		return bytes(key, leftOut.stream().mapToInt((name) -> name.length() + SEPARATOR.length()).sum());
	}

	/**
	 * Returns the memory of a claim.
	 * @param leftOut the length of all names, each with a separator
	 */
	private static long bytes(IdempotencyKey key, int leftOut) {
		return BYTES + padded(key.text().length())
				+ ((leftOut > 0) ? BYTES_PER_TEXT + padded(leftOut - SEPARATOR.length()) : 0);
	}

	private static int padded(int bytes) {
		return bytes + 7 & -8;
	}

}
