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
	 * @throws IdempotencyConflictException if that was another request
	 */
	@Nullable Long recordedAt(IdempotencyKey key) {
		Claim claim = this.claims.get(key.text());
		if (claim == null) {
			return null;
		}
		if (claim.fingerprint() != key.fingerprint()) {
			throw new IdempotencyConflictException(key);
		}
		return claim.recordedAt();
	}

	void claim(IdempotencyKey key, long now) {
		this.claims.put(key.text(), new Claim(key.fingerprint(), now));
	}

	void prune(long edge) {
		if (this.claims.isEmpty()) {
			return;
		}
		Iterator<Claim> oldestFirst = this.claims.values().iterator();
		while (oldestFirst.hasNext() && oldestFirst.next().recordedAt() < edge) {
			oldestFirst.remove();
		}
	}

	int size() {
		return this.claims.size();
	}

	private record Claim(long fingerprint, long recordedAt) {

	}

}
