package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * A span of time, divided into adjacent slots, oldest first, and the summary of all their
 * events. A full slot is split, so that slot boundaries follow the events: few events
 * need few slots, and many events of one instant need one. Finding the slot of an event
 * is O(log slots). A query for the events at or after an edge merges the summaries of the
 * slots after the edge and scans a part of the slot that the edge cuts. Not thread-safe.
 * <p>
 * The technique is from Li et al., "No pane, no gain: efficient evaluation of
 * sliding-window aggregates over data streams" (2005), applied to slots that split like
 * the leaves of a B-tree, as in Tangwongsan, Hirzel and Schneider, "Optimal and general
 * out-of-order sliding-window aggregation" (2019).
 */
public final class Pane {

	/** Includes the suffix summary, the sealed slots and the reference in the deque. */
	private static final int FIELD_BYTES = 40 + SuffixSummary.FIELD_BYTES + SealedSlots.FIELD_BYTES + 8;

	private final Workspace workspace;

	private final SlotTable slots;

	private Summary summary;

	private final SuffixSummary rest;

	private final SealedSlots sealed;

	Pane(Workspace workspace) {
		this(workspace, new SlotTable(workspace.memory()), new Summary());
		workspace.memory().claim(fixedBytes());
	}

	private Pane(Workspace workspace, SlotTable slots, Summary summary) {
		this.workspace = workspace;
		this.slots = slots;
		this.summary = summary;
		this.rest = new SuffixSummary(slots);
		this.sealed = new SealedSlots(workspace.memory(), slots);
	}

	/**
	 * Returns where this pane starts; the oldest pane also has all earlier events.
	 */
	long start() {
		return this.slots.start(0);
	}

	/** Returns the summary of all events, not a copy. */
	Summary summary() {
		return this.summary;
	}

	/** Returns the slots. */
	SlotTable slots() {
		return this.slots;
	}

	/** Returns the sorted values of the slots. */
	SealedSlots sealed() {
		return this.sealed;
	}

	int size() {
		return this.slots.size();
	}

	boolean isFull() {
		return size() == SlotTable.MAX_SIZE;
	}

	/** Returns the least timestamp of a pane that is not empty. */
	long least() {
		return this.slots.get(0).least();
	}

	/** Returns the greatest timestamp of a pane that is not empty. */
	long greatest() {
		return this.slots.last().greatest();
	}

	/** Whether a slot has only events before an edge. */
	boolean isExpiring(long edge) {
		return size() > 0 && this.slots.get(0).greatest() < edge;
	}

	/** Whether all events are before an edge. */
	boolean isExpired(long edge) {
		return size() == 0 || greatest() < edge;
	}

	/**
	 * Adds the first events of a run that belong to one slot, all of them or none. The
	 * pane must not be full.
	 * @param run events within this pane
	 * @param newest whether no pane is newer than this one
	 * @param outer a summary to add the same events to, or null
	 * @return the index of the first event that was not added; the first of the run if
	 * the slot had to be split, so that the call must be repeated
	 */
	int add(Run run, boolean newest, @Nullable Summary outer) {
		long first = run.first();
		if (size() == 0) {
			return insert(0, first, run.within(first, Long.MAX_VALUE, Slot.FIRST_CHECKPOINT), outer);
		}
		int index = this.slots.indexOf(first);
		Slot slot = this.slots.get(index);
		if (first > slot.greatest() && (slot.isFull() || (newest && index == size() - 1 && first >= slot.closing()))) {
			return addAfter(index, run, outer);
		}
		if (slot.isFull() && first < slot.least()) {
			return addBefore(index, run, outer);
		}
		if (slot.isFull() && !slot.isInstant()) {
			this.slots.split(index);
			slotsChanged();
			return run.from();
		}
		return add(index, this.slots.pieceFor(index, run), outer);
	}

	/** Adds the events at or after an edge to an aggregate. */
	void summarize(long edge, Aggregate target) {
		if (edge <= least()) {
			target.add(this.summary);
			this.sealed.addTo(target, 0);
			return;
		}
		int cut = this.slots.indexOf(edge);
		this.slots.get(cut).summarize(edge, target);
		if (cut + 1 < size()) {
			target.add(this.rest.after(cut));
			this.sealed.addTo(target, cut + 1);
		}
	}

	/** Adds the events at or after a timeline's edge to its steps. */
	void collect(Timeline target) {
		if (target.isWithinOneStep(least(), greatest())) {
			summarize(target.edge(), target.pointAt(Math.max(least(), target.edge())));
			return;
		}
		this.slots.collect(target);
	}

	/**
	 * Drops the slots that have only events before an edge. Expired events in the slot
	 * that the edge cuts stay.
	 * @return how many events were dropped
	 */
	long dropBefore(long edge) {
		int expired = this.slots.countExpired(edge);
		if (expired == 0) {
			return 0;
		}
		long before = this.summary.count();
		Summary remaining = this.slots.claimSummary(expired, size());
		this.slots.removeFirst(expired);
		replaceSummary(remaining);
		return before - remaining.count();
	}

	/**
	 * Removes the events before an edge from the first slot, which must have an event at
	 * or after the edge.
	 * @return how many events were removed
	 */
	long removeBefore(long edge) {
		Slot cut = this.slots.get(0);
		if (cut.least() >= edge) {
			return 0;
		}
		Slot remaining = cut.copyFrom(edge);
		long before = this.summary.count();
		this.slots.replace(0, remaining);
		try {
			replaceSummary(this.slots.claimSummary(0, size()));
		}
		catch (OutOfMemoryError ex) {
			this.slots.replace(0, cut);
			remaining.release();
			throw ex;
		}
		cut.release();
		return before - this.summary.count();
	}

	/**
	 * Whether enough events of the first slot have expired to make their removal pay.
	 */
	boolean isWorthCutting(long edge) {
		return size() > 0 && this.slots.get(0).isWorthCutting(edge);
	}

	/**
	 * Returns a pane with the last slots, which this pane also has until it is
	 * {@linkplain #truncate truncated}.
	 * @param from the index of the first slot
	 */
	Pane copyFrom(int from) {
		Pane result = new Pane(this.workspace, this.slots.copyFrom(from), this.slots.summary(from, size()));
		this.workspace.memory().claim(result.fixedBytes());
		return result;
	}

	/** Removes the slots from an index on. */
	void truncate(int from, Summary remaining) {
		this.slots.truncate(from);
		replaceSummary(remaining);
	}

	/** Releases all memory; the pane must not be used afterwards. */
	void release() {
		this.slots.release();
		releaseFixed();
	}

	/** Releases the memory of a pane whose slots belong to another pane. */
	void releaseFixed() {
		this.workspace.memory().release(fixedBytes());
	}

	/** Returns the memory of this pane and its slots. */
	long bytes() {
		return fixedBytes() + this.slots.slotBytes();
	}

	private long fixedBytes() {
		return FIELD_BYTES + this.slots.bytes() + this.summary.bytes() + this.rest.keptBytes()
				+ this.sealed.keptBytes();
	}

	/** Adds events later than all events of a slot to a new slot. */
	private int addAfter(int index, Run run, @Nullable Summary outer) {
		long start = SplitPoint.roundest(this.slots.get(index).greatest(), run.first());
		return insert(index + 1, start, run.within(start, this.slots.endOf(index), Slot.FIRST_CHECKPOINT), outer);
	}

	/** Adds events earlier than all events of a full slot to a new slot. */
	private int addBefore(int index, Run run, @Nullable Summary outer) {
		long boundary = SplitPoint.roundest(run.first(), this.slots.get(index).least());
		long start = (index == 0) ? Long.MIN_VALUE : this.slots.start(index);
		int end = insert(index, this.slots.start(index), run.within(start, boundary, Slot.FIRST_CHECKPOINT), outer);
		this.slots.setStart(index + 1, boundary);
		return end;
	}

	/** Adds a run of events to a new slot. */
	private int insert(int index, long start, Run piece, @Nullable Summary outer) {
		Summary summarized = this.workspace.summarize(piece);
		reserve(summarized, outer);
		this.slots.reserve();
		this.slots.insert(index, start, Slot.of(this.workspace, piece, summarized));
		slotsChanged();
		added(summarized, outer);
		return piece.to();
	}

	/** Adds a run of events to a slot. */
	private int add(int index, Run piece, @Nullable Summary outer) {
		Summary summarized = this.workspace.summarize(piece);
		reserve(summarized, outer);
		Slot slot = this.slots.get(index);
		slot.prepare(piece, summarized);
		slot.add(piece, summarized);
		this.sealed.changed();
		this.rest.changed(index);
		added(summarized, outer);
		return piece.to();
	}

	private void reserve(Summary summarized, @Nullable Summary outer) {
		this.summary.reserve(summarized, this.workspace.memory());
		if (outer != null) {
			outer.reserve(summarized, this.workspace.memory());
		}
	}

	private void added(Summary summarized, @Nullable Summary outer) {
		this.summary.add(summarized);
		if (outer != null) {
			outer.add(summarized);
		}
	}

	private void slotsChanged() {
		this.sealed.changed();
		this.rest.forget();
	}

	private void replaceSummary(Summary replacement) {
		slotsChanged();
		this.workspace.memory().release(this.summary.bytes());
		this.summary = replacement;
	}

}
