package io.eventstatistics.event.idempotency;

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
public final class IdempotencyKeys {

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

	/** Creates a set without keys, each of which is held for a time above zero. */
	public IdempotencyKeys(long lifetimeNanos) {
		this(lifetimeNanos, new HashMap<>());
	}

	IdempotencyKeys(long lifetimeNanos, Map<String, Claim> claims) {
		this.lifetimeNanos = lifetimeNanos;
		this.claims = claims;
	}

	/**
	 * Returns when the batch of a key was recorded.
	 * @param key by which the batch is known
	 * @param now the time, in nanoseconds since the epoch
	 * @return the time, or null if the batch was not recorded or the key has expired
	 * @throws IdempotencyConflictException if that was another request
	 */
	public @Nullable Long recordedAt(IdempotencyKey key, long now) {
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
	 * @param key which key
	 * @param recordedAt the time that its repeats are answered with
	 * @param now the time of the claim
	 * @throws OutOfMemoryError if there is not enough memory; the key is then not held
	 */
	public void claim(IdempotencyKey key, long recordedAt, long now) {
		Claim claim = new Claim(key, recordedAt, now);
		put(claim);
		append(claim);
		this.bytes += claim.bytes();
		this.table = Math.max(this.table, tableFor(this.claims.size()));
	}

	/** Removes the keys that have expired at a time, in nanoseconds since the epoch. */
	public void expire(long now) {
		for (Claim claim = this.newest; claim != null && claim.claimedAt > now; claim = claim.older) {
			claim.claimedAt = now;
		}
		removeClaimedBefore(now - this.lifetimeNanos);
	}

	/** Removes the keys that were claimed before a time; no other key changes. */
	public void removeClaimedBefore(long time) {
		Claim first = this.oldest;
		while (first != null && first.claimedAt < time) {
			this.claims.remove(first.key.text(), first);
			this.bytes -= first.bytes();
			first = first.newer;
			startWith(first);
		}
	}

	/** Removes all keys. */
	public void clear() {
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

	/** Returns how many keys are held. */
	public int size() {
		return this.claims.size();
	}

	/** Returns the bytes that a key takes, without its place in the map's table. */
	public static long bytes(IdempotencyKey key) {
		return BYTES_PER_CLAIM + (key.text().length() + 7 & -8);
	}

	/** Returns the bytes that the keys take. */
	public long bytes() {
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
