package io.eventstatistics.ledger.redis;

import java.util.Map;
import java.util.TreeMap;

import io.eventstatistics.ledger.Position;
import org.jspecify.annotations.Nullable;

/**
 * Detects entries that were removed from a stream too early, by hand or by a replica with
 * a shorter window. Without a rebuild, replicas would hold different events. Counts the
 * applied entries by the second of their id and compares the counts with the state of the
 * stream. A trimmed entry is older than the window, so it is no gap. Exact while no entry
 * can be trimmed; afterwards exact to the entries of one second. Before Redis 7, entries
 * that were not read yet can hide missing ones. O(1) an entry, with one count a second in
 * memory. Not thread-safe.
 */
final class RemovalWatch {

	private static final long SECOND = 1000;

	/** For each second, how many entries were applied before its first one. */
	private final TreeMap<Long, Long> before = new TreeMap<>();

	private long applied;

	private Position last = Position.NONE;

	/** As of the first check. */
	private @Nullable Baseline baseline;

	/** Counts an entry, at most once. */
	void applied(Position id) {
		if (id.compareTo(this.last) > 0) {
			this.before.putIfAbsent(second(id), this.applied);
			this.applied++;
			this.last = id;
		}
	}

	/**
	 * Returns whether only entries that were appended before an instant were removed.
	 * @param state the current state of the stream
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

	/**
	 * Returns a lower bound of the applied entries before the first one of the stream.
	 */
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
