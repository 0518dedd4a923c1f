package io.eventstatistics.event.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The claims of one partition in the order of their times, oldest first: a linked list.
 * Not thread-safe.
 */
final class ClaimOrder {

	private @Nullable Claim oldest;

	private @Nullable Claim newest;

	/** Appends a claim, which is the latest. */
	void append(Claim claim) {
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

	/** Moves the claims that are later than a time back to it. */
	void moveBack(long time) {
		for (Claim claim = this.newest; claim != null && claim.claimedAt > time; claim = claim.older) {
			claim.claimedAt = time;
		}
	}

	/** Removes and returns the oldest claim, or null if it is not before a time. */
	@Nullable Claim removeBefore(long time) {
		Claim first = this.oldest;
		if (first == null || first.claimedAt >= time) {
			return null;
		}
		this.oldest = first.newer;
		if (this.oldest != null) {
			this.oldest.older = null;
		}
		else {
			this.newest = null;
		}
		return first;
	}

	void clear() {
		this.oldest = null;
		this.newest = null;
	}

}
