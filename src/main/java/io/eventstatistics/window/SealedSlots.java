package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.window.rank.SortedValues;
import org.jspecify.annotations.Nullable;

/**
 * The sorted values of a pane's slots: whether all slots are sealed, and if so a cached
 * list that queries share. Not thread-safe.
 */
final class SealedSlots {

	/** The memory of an empty object, which the pane claims with its own fields. */
	static final int FIELD_BYTES = 32;

	private static final int LIST_BYTES = 24;

	private final MemoryMeter memory;

	private final SlotTable slots;

	private boolean complete;

	/** The values of all slots while they are sealed; null until a query needs them. */
	private @Nullable List<SortedValues> values;

	SealedSlots(MemoryMeter memory, SlotTable slots) {
		this.memory = memory;
		this.slots = slots;
	}

	/** Whether all events are sorted by value. */
	boolean isComplete() {
		return this.complete;
	}

	/** Called when slots or their events have changed. */
	void changed() {
		this.complete = false;
		forget();
	}

	/**
	 * Copies the events of one slot to the sealer: the first slot, from the sealer's
	 * position on, for which sorting pays.
	 */
	void copyTo(Sealer sealer) {
		boolean allSealed = true;
		for (int i = this.slots.indexOf(sealer.next()); i < this.slots.size(); i++) {
			Slot slot = this.slots.get(i);
			if (slot.greatest() >= sealer.next() && slot.columns().copyTo(sealer, slot.least())) {
				return;
			}
			allSealed &= slot.columns().isSealed();
		}
		this.complete = allSealed && sealer.next() <= this.slots.get(0).least();
		sealer.skipTo(this.slots.last().greatest() + 1);
	}

	/**
	 * Replaces the copied events with the sorted ones, if the slot still has them.
	 * @return whether they were replaced
	 */
	boolean install(Sealer sealer) {
		forget();
		return this.slots.get(this.slots.indexOf(sealer.next())).install(sealer);
	}

	/** Adds the values of the slots from an index on to an aggregate. */
	void addTo(Aggregate target, int from) {
		if (target.isDetailed()) {
			if (from == 0 && this.complete) {
				target.values().addSorted(values());
				return;
			}
			for (int i = from; i < this.slots.size(); i++) {
				this.slots.get(i).columns().addDetails(target);
			}
		}
	}

	/** Drops the cached list and releases its memory. */
	void forget() {
		this.memory.release(keptBytes());
		this.values = null;
	}

	/** Returns the memory of the cached list. */
	long keptBytes() {
		return (this.values != null) ? bytesOf(this.values) : 0;
	}

	private static long bytesOf(List<SortedValues> kept) {
		return LIST_BYTES + MemoryMeter.array(kept.size(), Integer.BYTES);
	}

	private List<SortedValues> values() {
		List<SortedValues> kept = this.values;
		if (kept == null) {
			List<SortedValues> all = new ArrayList<>();
			for (int i = 0; i < this.slots.size(); i++) {
				this.slots.get(i).columns().addTo(all);
			}
			kept = List.copyOf(all);
			this.memory.claim(bytesOf(kept));
			this.values = kept;
		}
		return kept;
	}

}
