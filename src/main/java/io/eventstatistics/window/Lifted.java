package io.eventstatistics.window;

import java.lang.ref.SoftReference;

import org.jspecify.annotations.Nullable;

/**
 * A distribution that is kept for the next question, unless memory is short: it can be
 * lifted from the events again. Not thread-safe.
 */
final class Lifted {

	private @Nullable SoftReference<Distribution> kept;

	/** How many events the distribution is of. */
	private long count;

	/** Returns the one that is kept, or a new one of no events. */
	Distribution get() {
		Distribution distribution = (this.kept != null) ? this.kept.get() : null;
		if (distribution == null) {
			distribution = new Distribution();
			this.kept = new SoftReference<>(distribution);
			this.count = 0;
		}
		return distribution;
	}

	/** How many events are in what {@link #get()} has just returned. */
	long count() {
		return this.count;
	}

	void setCount(long newCount) {
		this.count = newCount;
	}

	void forget() {
		this.kept = null;
	}

}
