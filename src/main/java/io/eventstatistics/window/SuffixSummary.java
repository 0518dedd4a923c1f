package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * The summary of all slots after one of them, kept until one of these changes. Not
 * thread-safe.
 */
final class SuffixSummary {

	/** Of an empty one, which the pane claims with its own fields. */
	static final int FIELD_BYTES = 24;

	private final SlotTable slots;

	private @Nullable Summary summary;

	private int after;

	SuffixSummary(SlotTable slots) {
		this.slots = slots;
	}

	/** Returns the summary of the slots after an index, which is this object's own. */
	Summary after(int index) {
		Summary kept = this.summary;
		if (kept == null || this.after != index) {
			kept = this.slots.claimSummary(index + 1, this.slots.size());
			forget();
			this.summary = kept;
			this.after = index;
		}
		return kept;
	}

	/** Forgets the summary if it includes a slot. */
	void changed(int index) {
		if (index > this.after) {
			forget();
		}
	}

	void forget() {
		this.slots.release(this.summary);
		this.summary = null;
	}

	/** Returns the memory of the summary that is kept. */
	long keptBytes() {
		return (this.summary != null) ? this.summary.bytes() : 0;
	}

}
