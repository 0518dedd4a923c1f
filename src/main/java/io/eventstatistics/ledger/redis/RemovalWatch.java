package io.eventstatistics.ledger.redis;

import java.util.Map;
import java.util.TreeMap;

import io.eventstatistics.ledger.Position;
import org.jspecify.annotations.Nullable;

/**
 * Detects that entries were removed from a stream before their time, by hand or by a
 * replica with a shorter window: other replicas, and this one after a restart, would hold
 * other events. Counts the entries that were applied, by the second of their id, and
 * compares with what the stream states. Exact as long as no entry is old enough to be
 * trimmed; from then on to one second's entries, for their exact place is not kept.
 * Before Redis 7 entries that were not read yet can hide others that are missing. O(1) an
 * entry, memory for one count a second. Not thread-safe.
 */
final class RemovalWatch {

	private static final long SECOND = 1000;

	/** By second, how many entries were applied before its first one. */
	private final TreeMap<Long, Long> before = new TreeMap<>();

	private long applied;

	private Position last = Position.NONE;

	/** As of the first look. */
	private @Nullable Baseline baseline;

	/** Notes an entry; one that was noted before changes nothing. */
	void applied(Position id) {
		if (id.compareTo(this.last) > 0) {
			this.before.putIfAbsent(second(id), this.applied);
			this.applied++;
			this.last = id;
		}
	}

	/**
	 * Returns whether nothing was removed but entries that were appended before an
	 * instant.
	 * @param state what the stream states now
	 * @param firstKept the instant in milliseconds since the epoch
	 */
	boolean isIntact(StreamState state, long firstKept) {
		Baseline known = this.baseline;
		if (known == null) {
			known = new Baseline(removed(state) - appliedBefore(state), state);
			this.baseline = known;
		}
		long over = appliedAtMostBefore(firstKept);
		forgetBefore(firstKept - SECOND);
		if (appliedBefore(state) > over) {
			return false;
		}
		if (state.added() < 0) {
			return state.length() >= this.applied - over;
		}
		boolean deleted = state.maxDeleted().compareTo(known.state().maxDeleted()) > 0
				&& Long.compareUnsigned(state.maxDeleted().high(), firstKept) >= 0;
		return !deleted && state.added() >= known.state().added() && removed(state) - known.removed() <= over;
	}

	void reset() {
		this.before.clear();
		this.applied = 0;
		this.last = Position.NONE;
		this.baseline = null;
	}

	private static long second(Position id) {
		return Long.divideUnsigned(id.high(), SECOND);
	}

	private static long removed(StreamState state) {
		return state.added() - state.length();
	}

	/** Returns how many entries at least were applied that stood before the first. */
	private long appliedBefore(StreamState state) {
		if (state.length() == 0) {
			return this.applied;
		}
		Map.Entry<Long, Long> second = this.before.floorEntry(second(state.first()));
		return (second != null) ? second.getValue() : 0;
	}

	private long appliedAtMostBefore(long millis) {
		Map.Entry<Long, Long> next = this.before.higherEntry(millis / SECOND);
		return (next != null) ? next.getValue() : this.applied;
	}

	private void forgetBefore(long millis) {
		Long kept = this.before.floorKey(millis / SECOND);
		if (kept != null) {
			this.before.headMap(kept).clear();
		}
	}

	private record Baseline(long removed, StreamState state) {

	}

}
