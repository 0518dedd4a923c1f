package io.eventstatistics.event;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The keys of the window's batches, each with when its batch was recorded. A key expires
 * one lifetime after it was claimed. If the time moves back, a key that was claimed ahead
 * of it counts as claimed now, so no key outlives its lifetime from then on and the
 * oldest is always first. Amortized O(1) a key. A claim that fails for want of memory
 * changes nothing. Not thread-safe.
 */
final class IdempotencyKeys {

	/** Of a claim, its node in the map, the key, its fingerprint and an empty text. */
	private static final int BYTES_PER_CLAIM = 40 + 32 + 24 + 48 + 40;

	private static final int MIN_TABLE = 16;

	private static final int REFERENCE_BYTES = 4;

	private static final int ARRAY_HEADER_BYTES = 16;

	private final long lifetimeNanos;

	private final Map<String, Claim> claims;

	/** The first of the same claims, linked by the time of the claim. */
	private @Nullable Claim oldest;

	private @Nullable Claim newest;

	/** How many references the map's table has; it does not shrink. */
	private long table;

	private long bytes;

	IdempotencyKeys(long lifetimeNanos) {
		this(lifetimeNanos, new HashMap<>());
	}

	IdempotencyKeys(long lifetimeNanos, Map<String, Claim> claims) {
		this.lifetimeNanos = lifetimeNanos;
		this.claims = claims;
	}

	/**
	 * Returns when the batch of a key was recorded, or null if it was not or the key has
	 * expired.
	 * @throws IdempotencyConflictException if that was another request
	 */
	@Nullable Long recordedAt(IdempotencyKey key, long now) {
		Claim claim = this.claims.get(key.text());
		if (claim == null || claim.claimedAt < now - this.lifetimeNanos) {
			return null;
		}
		if (!claim.key.fingerprint().matches(key.fingerprint())) {
			throw new IdempotencyConflictException(key);
		}
		return claim.recordedAt;
	}

	/**
	 * Adds a key that is not held, as a call of {@link #expire} with the same time has
	 * made sure.
	 * @param recordedAt the time that its repeats are answered with
	 * @throws OutOfMemoryError if there is not enough memory; the key is then not held
	 */
	void claim(IdempotencyKey key, long recordedAt, long now) {
		Claim claim = new Claim(key, recordedAt, now);
		put(claim);
		append(claim);
		this.bytes += claim.bytes();
		this.table = Math.max(this.table, tableFor(this.claims.size()));
	}

	/** Removes the keys that have expired. */
	void expire(long now) {
		for (Claim claim = this.newest; claim != null && claim.claimedAt > now; claim = claim.older) {
			claim.claimedAt = now;
		}
		removeClaimedBefore(now - this.lifetimeNanos);
	}

	/** Removes keys by the time of their claim; no other key changes. */
	void removeClaimedBefore(long time) {
		Claim first = this.oldest;
		while (first != null && first.claimedAt < time) {
			this.claims.remove(first.key.text(), first);
			this.bytes -= first.bytes();
			first = first.newer;
			startWith(first);
		}
	}

	void clear() {
		this.claims.clear();
		startWith(null);
		this.bytes = 0;
	}

	/** A map whose table could not grow has the claim all the same. */
	private void put(Claim claim) {
		try {
			this.claims.put(claim.key.text(), claim);
		}
		catch (OutOfMemoryError ex) {
			this.claims.remove(claim.key.text());
			throw ex;
		}
	}

	private void append(Claim claim) {
		Claim last = this.newest;
		claim.older = last;
		if (last != null) {
			last.newer = claim;
		}
		else {
			this.oldest = claim;
		}
		this.newest = claim;
	}

	private void startWith(@Nullable Claim first) {
		this.oldest = first;
		if (first != null) {
			first.older = null;
		}
		else {
			this.newest = null;
		}
	}

	int size() {
		return this.claims.size();
	}

	/** Returns what a key takes of memory, without its place in the map's table. */
	static long bytes(IdempotencyKey key) {
		return BYTES_PER_CLAIM + (key.text().length() + 7 & -8);
	}

	/** Returns what the keys take of memory. */
	long bytes() {
		return this.bytes + ((this.table > 0) ? ARRAY_HEADER_BYTES + REFERENCE_BYTES * this.table : 0);
	}

	/** Returns how long a {@link HashMap}'s table is for a number of entries. */
	private static long tableFor(int entries) {
		return Math.max(MIN_TABLE, Long.highestOneBit(Math.max(1, (entries * 4L - 1) / 3)) * 2);
	}

	/** A key, and when its batch was recorded. */
	static final class Claim {

		private final IdempotencyKey key;

		private final long recordedAt;

		private long claimedAt;

		private @Nullable Claim older;

		private @Nullable Claim newer;

		Claim(IdempotencyKey key, long recordedAt, long claimedAt) {
			this.key = key;
			this.recordedAt = recordedAt;
			this.claimedAt = claimedAt;
		}

		long bytes() {
			return IdempotencyKeys.bytes(this.key);
		}

	}

}
