package io.eventstatistics.event;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The keys of the window's batches, each with when its batch was recorded. A key leaves
 * once that is longer ago than the window. O(1) a key. Not thread-safe.
 */
final class IdempotencyKeys {

	/** What a key takes of memory, in events: about 500 bytes. */
	static final int EVENTS_PER_KEY = 40;

	/** In the order they came. */
	private final Map<String, Claim> claims = new LinkedHashMap<>();

	/**
	 * Returns when the batch of a key was recorded, or null if it was not.
	 * @param firstKnown the earliest time of a claim that is still known
	 * @throws IdempotencyConflictException if that was another request
	 */
	@Nullable Long recordedAt(IdempotencyKey key, long firstKnown) {
		Claim claim = this.claims.get(key.text());
		if (claim == null || claim.claimedAt() < firstKnown) {
			return null;
		}
		if (claim.fingerprint() != key.fingerprint()) {
			throw new IdempotencyConflictException(key);
		}
		return claim.recordedAt();
	}

	/**
	 * Notes a key.
	 * @param recordedAt the time that its repeats are told
	 * @param claimedAt the time from which on it is known
	 */
	void claim(IdempotencyKey key, long recordedAt, long claimedAt) {
		this.claims.put(key.text(), new Claim(key.fingerprint(), recordedAt, claimedAt));
	}

	void prune(long edge) {
		if (this.claims.isEmpty()) {
			return;
		}
		Iterator<Claim> oldestFirst = this.claims.values().iterator();
		while (oldestFirst.hasNext() && oldestFirst.next().claimedAt() < edge) {
			oldestFirst.remove();
		}
	}

	void clear() {
		this.claims.clear();
	}

	int size() {
		return this.claims.size();
	}

	private record Claim(long fingerprint, long recordedAt, long claimedAt) {

	}

}
