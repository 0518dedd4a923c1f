package io.eventstatistics.event.idempotency;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of the window's batches, with the time at which each batch was
 * recorded and the names of the series that it left out. A key expires one lifetime after
 * it was claimed. If the clock moves back, keys that were claimed later than now count as
 * claimed now, so each expires within one lifetime and the oldest stays first. Amortized
 * O(1) a key. Keys are in partitions, in which time passes independently: what a key
 * decides depends only on the calls for keys of its partition. If memory is exhausted, a
 * claim changes nothing. Not thread-safe.
 */
public final class IdempotencyKeys {

	private static final int MIN_TABLE = 16;

	private static final int REFERENCE_BYTES = 4;

	private static final int ARRAY_HEADER_BYTES = 16;

	private final long lifetimeNanos;

	private final Map<String, Claim> claims;

	/** By partition. */
	private final ClaimOrder[] orders;

	/** The number of references in the map's table, which does not shrink. */
	private long table;

	private long bytes;

	/** Creates an empty set of keys with one partition. */
	public IdempotencyKeys(long lifetimeNanos) {
		this(lifetimeNanos, 1);
	}

	/**
	 * Creates an empty set of keys.
	 * @param lifetimeNanos the lifetime of a key, above zero
	 * @param partitions the number of partitions, above zero
	 */
	public IdempotencyKeys(long lifetimeNanos, int partitions) {
		this(lifetimeNanos, partitions, new HashMap<>());
	}

	IdempotencyKeys(long lifetimeNanos, int partitions, Map<String, Claim> claims) {
		this.lifetimeNanos = lifetimeNanos;
		this.claims = claims;
		this.orders = Stream.generate(ClaimOrder::new).limit(partitions).toArray(ClaimOrder[]::new);
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
		if (!claim.key().fingerprint().matches(key.fingerprint())) {
			throw new IdempotencyConflictException(key);
		}
		return claim.recordedAt();
	}

	/**
	 * Returns the series that the batch of a key left out: O(names).
	 * @param key the key of the batch
	 * @return the names, in the order of the claim; empty if the key is not held
	 */
	public Set<String> leftOut(IdempotencyKey key) {
		Claim claim = this.claims.get(key.text());
		return (claim != null) ? claim.leftOut() : Set.of();
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
		Claim claim = new Claim(key, leftOut, recordedAt, now);
		put(claim);
		order(key).append(claim);
		this.bytes += claim.bytes();
		this.table = Math.max(this.table, tableFor(this.claims.size()));
	}

	/** Removes the keys that have expired at a time, in nanoseconds since the epoch. */
	public void expire(long now) {
		for (ClaimOrder order : this.orders) {
			expire(order, now);
		}
	}

	/**
	 * Removes the keys that have expired at the time of a batch, in its partition alone.
	 * A batch without a key is in an unknown partition if there are several.
	 * @param batch the key of the batch, or null for none
	 * @param now the time, in nanoseconds since the epoch
	 */
	public void expire(@Nullable IdempotencyKey batch, long now) {
		if (batch != null) {
			expire(order(batch), now);
		}
		else if (this.orders.length == 1) {
			expire(now);
		}
	}

	private void expire(ClaimOrder order, long now) {
		order.moveBack(now);
		removeClaimedBefore(order, now - this.lifetimeNanos);
	}

	/** Removes the keys that were claimed before a time; other keys do not change. */
	public void removeClaimedBefore(long time) {
		for (ClaimOrder order : this.orders) {
			removeClaimedBefore(order, time);
		}
	}

	private void removeClaimedBefore(ClaimOrder order, long time) {
		Claim first = order.removeBefore(time);
		while (first != null) {
			this.claims.remove(first.key().text(), first);
			this.bytes -= first.bytes();
			first = order.removeBefore(time);
		}
	}

	private ClaimOrder order(IdempotencyKey key) {
		return this.orders[key.partition(this.orders.length)];
	}

	/** Removes all keys. */
	public void clear() {
		this.claims.clear();
		for (ClaimOrder order : this.orders) {
			order.clear();
		}
		this.bytes = 0;
	}

	/**
	 * Adds the claim to the map. If the table cannot grow, {@link HashMap} still keeps
	 * the entry, so it is removed again.
	 */
	private void put(Claim claim) {
		try {
			this.claims.put(claim.key().text(), claim);
		}
		catch (OutOfMemoryError ex) {
			this.claims.remove(claim.key().text());
			throw ex;
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
		return Claim.bytes(key, leftOut);
	}

	/** Returns the memory of all keys in bytes. */
	public long bytes() {
		return this.bytes + ((this.table > 0) ? ARRAY_HEADER_BYTES + REFERENCE_BYTES * this.table : 0);
	}

	/** Returns the length of a {@link HashMap}'s table with a number of entries. */
	private static long tableFor(int entries) {
		return Math.max(MIN_TABLE, Long.highestOneBit(Math.max(1, (entries * 4L - 1) / 3)) * 2);
	}

}
