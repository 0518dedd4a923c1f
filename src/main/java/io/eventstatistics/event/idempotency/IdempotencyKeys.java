package io.eventstatistics.event.idempotency;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of the window's batches, with the time at which each batch was
 * recorded and the names of the series that it left out. A key expires one lifetime after
 * it was claimed. If the clock moves back, keys that were claimed later than now count as
 * claimed now, so each expires within one lifetime and the oldest stays first. Amortized
 * O(1) a key. If memory is exhausted, a claim changes nothing. Not thread-safe.
 */
public final class IdempotencyKeys {

	/**
	 * The size of a claim, its node in the map, the key, its fingerprint and an empty
	 * string.
	 */
	private static final int BYTES_PER_CLAIM = 48 + 32 + 24 + 48 + 40;

	private static final int BYTES_PER_TEXT = 40;

	/** Separates names; no name contains it. */
	private static final String SEPARATOR = " ";

	private static final int MIN_TABLE = 16;

	private static final int REFERENCE_BYTES = 4;

	private static final int ARRAY_HEADER_BYTES = 16;

	private final long lifetimeNanos;

	private final Map<String, Claim> claims;

	/** The head of the claims, linked in the order of their times. */
	private @Nullable Claim oldest;

	private @Nullable Claim newest;

	/** The number of references in the map's table, which does not shrink. */
	private long table;

	private long bytes;

	/** Creates an empty set of keys with a lifetime above zero. */
	public IdempotencyKeys(long lifetimeNanos) {
		this(lifetimeNanos, new HashMap<>());
	}

	IdempotencyKeys(long lifetimeNanos, Map<String, Claim> claims) {
		this.lifetimeNanos = lifetimeNanos;
		this.claims = claims;
	}

	/**
	 * Returns the time at which the batch of a key was recorded.
	 * @param key the key of the batch
	 * @param now the time, in nanoseconds since the epoch
	 * @return the time, or null if the batch was not recorded or the key has expired
	 * @throws IdempotencyConflictException if the key belongs to another request
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
	 * Returns the series that the batch of a key left out: O(names).
	 * @param key the key of the batch
	 * @return the names, in the order of the claim; empty if the key is not held
	 */
	public Set<String> leftOut(IdempotencyKey key) {
		Claim claim = this.claims.get(key.text());
		String names = (claim != null) ? claim.leftOut : null;
		return (names != null) ? new LinkedHashSet<>(List.of(names.split(SEPARATOR))) : Set.of();
	}

	/**
	 * Adds a key that is not held. Called after {@link #expire} with the same time.
	 * @param key the key
	 * @param leftOut the names of the series that the batch leaves out
	 * @param recordedAt the time that retries are answered with
	 * @param now the time of the claim
	 * @throws OutOfMemoryError if there is not enough memory; the key is then not held
	 */
	public void claim(IdempotencyKey key, Set<String> leftOut, long recordedAt, long now) {
		Claim claim = new Claim(key, leftOut.isEmpty() ? null : String.join(SEPARATOR, leftOut), recordedAt, now);
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

	/** Removes the keys that were claimed before a time; other keys do not change. */
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

	/**
	 * Adds the claim to the map. If the table cannot grow, {@link HashMap} still keeps
	 * the entry, so it is removed again.
	 */
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

	/** Returns the number of keys. */
	public int size() {
		return this.claims.size();
	}

	/** Returns how long a key is held, in nanoseconds. */
	public long lifetimeNanos() {
		return this.lifetimeNanos;
	}

	/**
	 * Returns the memory of a key in bytes, without its reference in the map's table.
	 * @param key the key
	 * @param leftOut the names of the series that its batch leaves out
	 * @return the bytes: for a name, its length and one
	 */
	public static long bytes(IdempotencyKey key, Set<String> leftOut) {
		return bytes(key, leftOut.stream().mapToInt((name) -> name.length() + SEPARATOR.length()).sum());
	}

	/**
	 * Returns the memory of a key.
	 * @param leftOut the length of all names, each with a separator
	 */
	private static long bytes(IdempotencyKey key, int leftOut) {
		return BYTES_PER_CLAIM + padded(key.text().length())
				+ ((leftOut > 0) ? BYTES_PER_TEXT + padded(leftOut - SEPARATOR.length()) : 0);
	}

	private static int padded(int bytes) {
		return bytes + 7 & -8;
	}

	/** Returns the memory of all keys in bytes. */
	public long bytes() {
		return this.bytes + ((this.table > 0) ? ARRAY_HEADER_BYTES + REFERENCE_BYTES * this.table : 0);
	}

	/** Returns the length of a {@link HashMap}'s table with a number of entries. */
	private static long tableFor(int entries) {
		return Math.max(MIN_TABLE, Long.highestOneBit(Math.max(1, (entries * 4L - 1) / 3)) * 2);
	}

	/** A key, with what a retry of its batch is answered with. */
	static final class Claim {

		private final IdempotencyKey key;

		/** The names of the series that the batch left out, separated; null for none. */
		private final @Nullable String leftOut;

		private final long recordedAt;

		private long claimedAt;

		private @Nullable Claim older;

		private @Nullable Claim newer;

		Claim(IdempotencyKey key, @Nullable String leftOut, long recordedAt, long claimedAt) {
			this.key = key;
			this.leftOut = leftOut;
			this.recordedAt = recordedAt;
			this.claimedAt = claimedAt;
		}

		long bytes() {
			return IdempotencyKeys.bytes(this.key,
					(this.leftOut != null) ? this.leftOut.length() + SEPARATOR.length() : 0);
		}

	}

}
