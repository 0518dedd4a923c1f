package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * The events of a span of time, with their summary. A slot holds at most
 * {@link #MAX_EVENTS}, unless all have the same timestamp, since no edge can cut such a
 * slot. Adding is O(1). A query whose edge cuts the slot scans a few events; the first
 * such query indexes all of them in one pass. Not thread-safe.
 */
final class Slot {

	/** A slot of this size is split. */
	static final int MAX_EVENTS = Sealer.MAX_EVENTS;

	/** The size at which a new slot first chooses where it ends. */
	static final int FIRST_CHECKPOINT = MAX_EVENTS / 32;

	/** The sizes from which a slot may end at a less round moment. */
	private static final int[] CHECKPOINTS = { FIRST_CHECKPOINT, MAX_EVENTS / 4, MAX_EVENTS / 2, MAX_EVENTS };

	/**
	 * The largest number of unindexed events that is scanned before the index is rebuilt.
	 */
	private static final int MAX_UNINDEXED = 64;

	/** The largest slot that is scanned without an index. */
	private static final int MAX_SCANNED = 96;

	/** Expired events are removed once they are a quarter of the slot. */
	private static final int WORTH_REMOVING = 4;

	private static final int MIN_REVIEW = 64;

	private static final int FIELD_BYTES = 64;

	private final Workspace workspace;

	private final Summary summary = new Summary();

	private final ColumnList columns;

	private long least = Long.MAX_VALUE;

	private long greatest = Long.MIN_VALUE;

	/** Where the slot ends if later events arrive. */
	private long closing = SplitPoint.NONE;

	private int nextCheckpoint;

	/** The size at which expired events are counted again. */
	private int reviewAt = MIN_REVIEW;

	private @Nullable EdgeIndex index;

	private Slot(Workspace workspace) {
		this.workspace = workspace;
		this.columns = new ColumnList(workspace);
		workspace.memory().claim(fixedBytes());
	}

	/** Returns a new slot with the events of a run and their summary. */
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

	/** Returns the least timestamp; {@link Long#MAX_VALUE} if there are no events. */
	long least() {
		return this.least;
	}

	/** Returns the greatest timestamp; {@link Long#MIN_VALUE} if there are no events. */
	long greatest() {
		return this.greatest;
	}

	/** Returns the summary of all events, not a copy. */
	Summary summary() {
		return this.summary;
	}

	/** Returns the events. */
	ColumnList columns() {
		return this.columns;
	}

	/** Whether no event with another timestamp fits. */
	boolean isFull() {
		return size() >= MAX_EVENTS;
	}

	/** Whether all events have the same timestamp. */
	boolean isInstant() {
		return this.least == this.greatest;
	}

	/**
	 * Returns where the slot ends if later events arrive; {@link SplitPoint#NONE} while
	 * it may grow.
	 */
	long closing() {
		return this.closing;
	}

	/**
	 * Returns how many events can be added before the slot is full or chooses its end
	 * again.
	 */
	int roomToCheckpoint() {
		return CHECKPOINTS[this.nextCheckpoint] - size();
	}

	/** Makes room for a run of events, so that adding it cannot fail. */
	void prepare(Run run, Summary summarized) {
		this.summary.reserve(summarized, this.workspace.memory());
		this.columns.prepare(run);
	}

	/** Adds a run of events for which {@link #prepare} made room. */
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
	 * Whether at least a quarter of the events lie before an edge. Counts them only if
	 * the slot has grown by a quarter since the last count.
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
			if (newer > MAX_SCANNED) {
				EdgeIndex indexed = index();
				indexed.summarize(edge, target);
				newer -= indexed.size();
			}
			this.columns.scanLast(newer, edge, target);
		}
	}

	/** Adds the events at or after the timeline's edge to its steps. */
	void collect(Timeline target) {
		if (target.isWithinOneStep(this.least, this.greatest)) {
			summarize(target.edge(), target.pointAt(Math.max(this.least, target.edge())));
			return;
		}
		this.columns.collect(target);
	}

	/**
	 * Returns where to split this slot, whose events must have at least two timestamps.
	 */
	long splitPoint() {
		return SplitPoint.between(this.columns.sample(SplitPoint.samples(size())), this.least);
	}

	/**
	 * Returns two new slots: the events before a moment, and the others. This slot does
	 * not change.
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
	 * Returns a new slot of the events at or after an edge. This slot does not change.
	 * @param edge at or before the greatest timestamp
	 */
	Slot copyFrom(long edge) {
		EventBuffer events = copyOfEvents();
		int before = events.partition(size(), edge);
		return of(new Run(events.timestamps(), events.values(), before, size()));
	}

	/**
	 * Replaces the copied columns with the sorted column, if the slot still has them.
	 * @return whether they were replaced
	 */
	boolean install(Sealer sealer) {
		boolean installed = this.columns.install(sealer);
		if (installed) {
			releaseIndex();
		}
		return installed;
	}

	/** Releases all memory; the slot must not be used afterwards. */
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

	/** Returns a copy of the events that is valid until the next call. */
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

	/** Returns the index of this slot's events, without a few of the newest ones. */
	private EdgeIndex index() {
		EdgeIndex indexed = this.index;
		if (indexed == null || !indexed.belongsTo(this)) {
			indexed = this.workspace.edgeIndex();
			this.index = indexed;
			fill(indexed);
		}
		else if (size() - indexed.size() > MAX_UNINDEXED) {
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
