package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * The summary of all slots of a pane after one of them, kept until one of these changes.
 * Not thread-safe.
 */
final class SuffixSummary {

	/** Of an empty one, which the pane claims with its own fields. */
	static final int FIELD_BYTES = 24;

	private final MemoryMeter memory;

	private @Nullable Summary summary;

	private int after;

	SuffixSummary(MemoryMeter memory) {
		this.memory = memory;
	}

	/** Returns the summary of the slots after an index, or null where it is not kept. */
	@Nullable Summary after(int index) {
		return (this.after == index) ? this.summary : null;
	}

	/** Keeps a summary whose memory is claimed. */
	void keep(int index, Summary ofRest) {
		forget();
		this.summary = ofRest;
		this.after = index;
	}

	/** Forgets the summary if it includes a slot. */
	void changed(int index) {
		if (index > this.after) {
			forget();
		}
	}

	void forget() {
		Summary kept = this.summary;
		if (kept != null) {
			this.memory.release(kept.bytes());
			this.summary = null;
		}
	}

	/** Returns the memory of the summary that is kept. */
	long keptBytes() {
		return (this.summary != null) ? this.summary.bytes() : 0;
	}

}
