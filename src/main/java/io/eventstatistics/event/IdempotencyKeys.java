package io.eventstatistics.event;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The keys of the window's batches, each with when its batch was recorded. A key expires
 * one lifetime after it was claimed. If the time moves back, a key that was claimed ahead
 * of it counts as claimed now, so no key outlives its lifetime from then on and the
 * oldest is always first. Amortized O(1) a key. Not thread-safe.
 */
final class IdempotencyKeys {

	/** Of a claim, its fingerprint, its text without the characters, and its places. */
	private static final int BYTES_PER_CLAIM = 200;

	private final long lifetimeNanos;

	private final Map<String, Claim> claims = new HashMap<>();

	/** The same claims, by the time of the claim. */
	private final ArrayDeque<Claim> oldestFirst = new ArrayDeque<>();

	private long bytes;

	IdempotencyKeys(long lifetimeNanos) {
		this.lifetimeNanos = lifetimeNanos;
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
	 */
	void claim(IdempotencyKey key, long recordedAt, long now) {
		Claim claim = new Claim(key, recordedAt, now);
		this.claims.put(key.text(), claim);
		this.oldestFirst.addLast(claim);
		this.bytes += claim.bytes();
	}

	/** Removes the keys that have expired. */
	void expire(long now) {
		Iterator<Claim> newestFirst = this.oldestFirst.descendingIterator();
		while (newestFirst.hasNext()) {
			Claim claim = newestFirst.next();
			if (claim.claimedAt <= now) {
				break;
			}
			claim.claimedAt = now;
		}
		removeClaimedBefore(now - this.lifetimeNanos);
	}

	/** Removes keys by the time of their claim; no other key changes. */
	void removeClaimedBefore(long time) {
		Claim oldest = this.oldestFirst.peekFirst();
		while (oldest != null && oldest.claimedAt < time) {
			this.claims.remove(oldest.key.text(), oldest);
			this.bytes -= oldest.bytes();
			this.oldestFirst.removeFirst();
			oldest = this.oldestFirst.peekFirst();
		}
	}

	void clear() {
		this.claims.clear();
		this.oldestFirst.clear();
		this.bytes = 0;
	}

	int size() {
		return this.claims.size();
	}

	/** Returns what a key takes of memory. */
	static long bytes(IdempotencyKey key) {
		return BYTES_PER_CLAIM + key.text().length();
	}

	/** Returns what the keys take of memory. */
	long bytes() {
		return this.bytes;
	}

	private static final class Claim {

		private final IdempotencyKey key;

		private final long recordedAt;

		private long claimedAt;

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
