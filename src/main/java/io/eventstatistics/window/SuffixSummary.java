package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * The cached summary of all slots after a given slot, valid until one of these changes.
 * Not thread-safe.
 */
final class SuffixSummary {

	/** The memory of an empty object, which the pane claims with its own fields. */
	static final int FIELD_BYTES = 24;

	private final SlotTable slots;

	private @Nullable Summary summary;

	private int after;

	SuffixSummary(SlotTable slots) {
		this.slots = slots;
	}

	/** Returns the summary of the slots after an index, not a copy. */
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

	/** Called when a slot has changed; drops the summary if it includes the slot. */
	void changed(int index) {
		if (index > this.after) {
			forget();
		}
	}

	void forget() {
		this.slots.release(this.summary);
		this.summary = null;
	}

	/** Returns the memory of the cached summary. */
	long keptBytes() {
		return (this.summary != null) ? this.summary.bytes() : 0;
	}

}
