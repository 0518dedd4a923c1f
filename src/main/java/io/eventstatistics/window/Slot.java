package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * The events of a span of time, with their summary. A slot holds at most
 * {@link #MAX_EVENTS}, except where all have one timestamp: then no edge can cut it.
 * Adding is O(1). An edge that cuts the slot costs the scan of a few events and, once,
 * one pass over all of them. Not thread-safe.
 */
final class Slot {

	/** A slot that holds as many is split. */
	static final int MAX_EVENTS = Sealer.MAX_EVENTS;

	/** As many events a new slot takes before it decides where it ends. */
	static final int FIRST_CHECKPOINT = MAX_EVENTS / 32;

	/** From these sizes on a slot may end at a moment that is less round. */
	private static final int[] CHECKPOINTS = { FIRST_CHECKPOINT, MAX_EVENTS / 4, MAX_EVENTS / 2, MAX_EVENTS };

	/** As many events are scanned rather than indexed anew. */
	private static final int FEW = 64;

	/** A slot of as many events is scanned whole, and has no index. */
	private static final int UNINDEXED = 96;

	/** Removing expired events pays where they are at least a quarter. */
	private static final int WORTH_REMOVING = 4;

	private static final int MIN_REVIEW = 64;

	private static final int FIELD_BYTES = 64;

	private final Workspace workspace;

	private final Summary summary = new Summary();

	private final ColumnList columns;

	private long least = Long.MAX_VALUE;

	private long greatest = Long.MIN_VALUE;

	/** Where the slot ends if later events come. */
	private long closing = SplitPoint.NONE;

	private int nextCheckpoint;

	/** The size from which on to look for expired events. */
	private int reviewAt = MIN_REVIEW;

	private @Nullable EdgeIndex index;

	private Slot(Workspace workspace) {
		this.workspace = workspace;
		this.columns = new ColumnList(workspace);
		workspace.memory().claim(fixedBytes());
	}

	/** Returns a new slot of the events of a run, of which the summary is given. */
	static Slot of(Workspace workspace, Run run, Summary summarized) {
		Slot slot = new Slot(workspace);
		try {
			slot.prepare(run, summarized);
			slot.add(run, summarized);
		}
		catch (OutOfMemoryError ex) {
			slot.release();
			throw ex;
		}
		return slot;
	}

	int size() {
		return this.columns.events();
	}

	/** Returns the least timestamp; the greatest number where there are no events. */
	long least() {
		return this.least;
	}

	/** Returns the greatest timestamp; the least number where there are no events. */
	long greatest() {
		return this.greatest;
	}

	/** Returns the summary of all events, which is this slot's own. */
	Summary summary() {
		return this.summary;
	}

	/** Returns the events. */
	ColumnList columns() {
		return this.columns;
	}

	/** Whether no more events fit, except those with the one timestamp of all. */
	boolean isFull() {
		return size() >= MAX_EVENTS;
	}

	/** Whether all events have one timestamp. */
	boolean isInstant() {
		return this.least == this.greatest;
	}

	/**
	 * Returns where the slot ends if later events come; {@link SplitPoint#NONE} while it
	 * may grow.
	 */
	long closing() {
		return this.closing;
	}

	/**
	 * Returns how many events may come before the slot is full or its closing changes.
	 */
	int roomToCheckpoint() {
		return CHECKPOINTS[this.nextCheckpoint] - size();
	}

	/** Makes room for a run of events, so that adding it next cannot fail. */
	void prepare(Run run, Summary summarized) {
		this.summary.reserve(summarized, this.workspace.memory());
		this.columns.prepare(run);
	}

	/** Adds a run of events that was prepared. */
	void add(Run run, Summary summarized) {
		this.columns.append(run);
		for (int i = run.from(); i < run.to(); i++) {
			this.least = Math.min(this.least, run.timestamps()[i]);
			this.greatest = Math.max(this.greatest, run.timestamps()[i]);
		}
		this.summary.add(summarized);
		passCheckpoints();
	}

	/**
	 * Whether at least a quarter of the events lie before an edge. Counts them only where
	 * the slot has grown by a quarter since it was last asked.
	 */
	boolean isWorthCutting(long edge) {
		if (this.least >= edge || size() < this.reviewAt) {
			return false;
		}
		this.reviewAt = size() + size() / WORTH_REMOVING;
		return this.columns.countBefore(edge) >= size() / WORTH_REMOVING;
	}

	/** Adds the events at or after an edge to an aggregate. */
	void summarize(long edge, Aggregate target) {
		if (edge <= this.least) {
			target.add(this.summary);
			this.columns.addDetails(target);
		}
		else if (edge <= this.greatest) {
			int newer = size();
			if (newer > UNINDEXED) {
				EdgeIndex indexed = index();
				indexed.summarize(edge, target);
				newer -= indexed.size();
			}
			this.columns.scanLast(newer, edge, target);
		}
	}

	/** Adds the events at or after the timeline's edge to its steps. */
	void collect(Timeline target) {
		if (target.holdsInOne(this.least, this.greatest)) {
			summarize(target.edge(), target.pointAt(Math.max(this.least, target.edge())));
			return;
		}
		this.columns.collect(target);
	}

	/** Returns where to split this slot, whose events have two timestamps at least. */
	long splitPoint() {
		return SplitPoint.between(this.columns.sample(SplitPoint.samples(size())), this.least);
	}

	/**
	 * Returns two new slots, of the events before a moment and of the others. This one
	 * stays as it is.
	 * @param moment after the least timestamp, at or before the greatest
	 */
	Slot[] splitAt(long moment) {
		EventBuffer events = copyOfEvents();
		int before = events.partition(size(), moment);
		Slot earlier = of(new Run(events.timestamps(), events.values(), 0, before));
		try {
			return new Slot[] { earlier, of(new Run(events.timestamps(), events.values(), before, size())) };
		}
		catch (OutOfMemoryError ex) {
			earlier.release();
			throw ex;
		}
	}

	/**
	 * Returns a new slot of the events at or after an edge. This one stays as it is.
	 * @param edge at or before the greatest timestamp
	 */
	Slot copyFrom(long edge) {
		EventBuffer events = copyOfEvents();
		int before = events.partition(size(), edge);
		return of(new Run(events.timestamps(), events.values(), before, size()));
	}

	/**
	 * Puts a sorted column in place of those that were copied, if they are still here.
	 * @return whether they were
	 */
	boolean install(Sealer sealer) {
		boolean installed = this.columns.install(sealer);
		if (installed) {
			releaseIndex();
		}
		return installed;
	}

	/** Gives back all memory; the slot is not used any more. */
	void release() {
		this.columns.release();
		releaseIndex();
		this.workspace.memory().release(fixedBytes());
	}

	/** Returns the memory of this slot. */
	long bytes() {
		return fixedBytes() + this.columns.columnBytes();
	}

	private long fixedBytes() {
		return FIELD_BYTES + this.summary.bytes() + this.columns.bytes();
	}

	private Slot of(Run run) {
		return of(this.workspace, run, this.workspace.summarize(run));
	}

	/** Returns a copy of the events, which the next call overwrites. */
	private EventBuffer copyOfEvents() {
		EventBuffer events = this.workspace.scratch(size());
		this.columns.copyTo(events);
		return events;
	}

	private void passCheckpoints() {
		boolean passed = false;
		while (this.nextCheckpoint < CHECKPOINTS.length - 1 && size() >= CHECKPOINTS[this.nextCheckpoint]) {
			this.nextCheckpoint++;
			passed = true;
		}
		if (passed) {
			this.closing = SplitPoint.closing(size(), MAX_EVENTS, this.least, this.greatest);
		}
	}

	/** Returns the index of this slot's events, all but a few of the newest. */
	private EdgeIndex index() {
		EdgeIndex indexed = this.index;
		if (indexed == null || !indexed.belongsTo(this)) {
			indexed = this.workspace.edgeIndex();
			this.index = indexed;
			fill(indexed);
		}
		else if (size() - indexed.size() > FEW) {
			fill(indexed);
		}
		return indexed;
	}

	private void fill(EdgeIndex target) {
		EventBuffer events = copyOfEvents();
		target.fill(this, size(), this.least, this.greatest, this.summary.sum(), events);
	}

	private void releaseIndex() {
		if (this.index != null && this.index.belongsTo(this)) {
			this.index.release();
		}
		this.index = null;
	}

}
