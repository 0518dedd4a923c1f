package io.eventstatistics.window;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The events of a span of time as columns, in order of arrival, with their summary. A
 * slot holds at most {@link #MAX_EVENTS}, except where all have one timestamp: then no
 * edge can cut it. Adding is O(1). An edge that cuts the slot costs the scan of a few
 * events and, once, one pass over all of them. Not thread-safe.
 */
final class Slot {

	/** A slot that holds as many is split. */
	static final int MAX_EVENTS = Sealer.MAX_EVENTS;

	/** As many events a new slot takes before it decides where it ends. */
	static final int FIRST_CHECKPOINT = MAX_EVENTS / 32;

	/** As many events are scanned rather than indexed. */
	private static final int FEW = 64;

	/** Removing expired events pays where they are at least a quarter. */
	private static final int WORTH_REMOVING = 4;

	private static final int MIN_REVIEW = 64;

	/** Fewer unsorted events are not sorted while more are coming. */
	private static final int MIN_UNSORTED = 128;

	/** From these sizes on a slot may end at a moment that is less round. */
	private static final int[] CHECKPOINTS = { FIRST_CHECKPOINT, MAX_EVENTS / 4, MAX_EVENTS / 2, MAX_EVENTS };

	private static final int FIELD_BYTES = 88;

	private static final int MIN_COLUMNS = 1;

	private final Workspace workspace;

	private final Summary summary = new Summary();

	private @Nullable Column[] columns = new @Nullable Column[MIN_COLUMNS];

	private int columnCount;

	/** The first column that has room. */
	private int open;

	private int size;

	/** The columns, from the first, whose events are sorted by value. */
	private int sealedCount;

	private int sizeWhenLastSealing;

	private long least = Long.MAX_VALUE;

	private long greatest = Long.MIN_VALUE;

	/** Where the slot ends if later events come. */
	private long closing = SplitPoint.NONE;

	private int nextCheckpoint;

	/** The size from which on to look for expired events. */
	private int reviewAt = MIN_REVIEW;

	private @Nullable EdgeIndex index;

	Slot(Workspace workspace) {
		this.workspace = workspace;
		workspace.memory().claim(fixedBytes());
	}

	int size() {
		return this.size;
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

	/** Whether no more events fit, except those with the one timestamp of all. */
	boolean isFull() {
		return this.size >= MAX_EVENTS;
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
		return CHECKPOINTS[this.nextCheckpoint] - this.size;
	}

	/** Makes room for a run of events, so that adding it next cannot fail. */
	void prepare(Run run, Summary summarized) {
		this.summary.reserve(summarized, this.workspace.memory());
		int from = run.from();
		for (int i = this.open; from < run.to(); i++) {
			if (i == this.columnCount) {
				addColumn(run.to() - from);
			}
			from += column(i).prepare(this.workspace.memory(), run.timestamps(), from, run.to());
		}
	}

	/** Adds a run of events that was prepared. */
	void add(Run run, Summary summarized) {
		int from = run.from();
		while (from < run.to()) {
			Column column = column(this.open);
			int count = Math.min(run.to() - from, column.room());
			column.append(run.timestamps(), run.values(), from, count);
			from += count;
			if (column.isFull()) {
				this.open++;
			}
		}
		for (int i = run.from(); i < run.to(); i++) {
			this.least = Math.min(this.least, run.timestamps()[i]);
			this.greatest = Math.max(this.greatest, run.timestamps()[i]);
		}
		this.size += run.length();
		this.summary.add(summarized);
		passCheckpoints();
	}

	/**
	 * Whether at least a quarter of the events lie before an edge. Counts them only where
	 * the slot has grown by a quarter since it was last asked.
	 */
	boolean isWorthCutting(long edge) {
		if (this.least >= edge || this.size < this.reviewAt) {
			return false;
		}
		this.reviewAt = this.size + this.size / WORTH_REMOVING;
		int expired = 0;
		for (int c = 0; c < this.columnCount; c++) {
			for (int i = 0; i < column(c).size(); i++) {
				expired += (column(c).timestamp(i) < edge) ? 1 : 0;
			}
		}
		return expired >= this.size / WORTH_REMOVING;
	}

	/** Adds the events at or after an edge to an aggregate. */
	void summarize(long edge, Aggregate target) {
		if (edge <= this.least) {
			target.add(this.summary);
			addDetails(target);
		}
		else if (edge <= this.greatest) {
			int newer = this.size;
			if (newer > FEW) {
				EdgeIndex indexed = index();
				indexed.summarize(edge, target);
				newer -= indexed.size();
			}
			scanNewest(newer, edge, target);
		}
	}

	/** Adds the events at or after the timeline's edge to its steps. */
	void collect(Timeline target) {
		if (target.holdsInOne(this.least, this.greatest)) {
			summarize(target.edge(), target.pointAt(Math.max(this.least, target.edge())));
			return;
		}
		for (int c = 0; c < this.columnCount; c++) {
			Column column = column(c);
			for (int i = 0; i < column.size(); i++) {
				long timestamp = column.timestamp(i);
				if (timestamp >= target.edge()) {
					target.pointAt(timestamp).add(column.value(i));
				}
			}
		}
	}

	/** Copies all events, in order of arrival, into arrays that have room for them. */
	void copyTo(long[] timestamps, double[] values) {
		int index = 0;
		for (int i = 0; i < this.columnCount; i++) {
			column(i).copyTo(timestamps, values, index);
			index += column(i).size();
		}
	}

	/**
	 * Adds the values of all events, which the aggregate's summary has, to its details.
	 */
	void addDetails(Aggregate target) {
		if (target.isDetailed()) {
			for (int i = 0; i < this.columnCount; i++) {
				Column column = column(i);
				SortedValues sorted = column.sortedValues();
				if (sorted != null) {
					target.addSorted(sorted);
				}
				else {
					target.addShared(column.share(), column.size());
				}
			}
		}
	}

	/** Adds what is known of the events of a sealed slot to a list. */
	void addTo(List<SortedValues> target) {
		for (int i = 0; i < this.columnCount; i++) {
			SortedValues sorted = column(i).sortedValues();
			if (sorted != null) {
				target.add(sorted);
			}
		}
	}

	/** Whether all events are sorted by value. */
	boolean isSealed() {
		return this.sealedCount == this.columnCount;
	}

	/**
	 * Hands events over to be sorted, if that pays: if they are many, or none has come
	 * since the last call.
	 * @return whether they were copied
	 */
	boolean copyTo(Sealer sealer) {
		boolean same = this.sizeWhenLastSealing == this.size;
		this.sizeWhenLastSealing = this.size;
		int first = firstToSeal();
		int sorted = (first < this.sealedCount) ? column(first).size() : 0;
		int end = first;
		int count = 0;
		while (end < this.columnCount && count < MAX_EVENTS) {
			count += column(end).size();
			end++;
		}
		int unsorted = count - sorted;
		if (unsorted == 0 || (!same && unsorted < MIN_UNSORTED && unsorted < sorted)) {
			return false;
		}
		this.open = Math.max(this.open, end);
		Column[] handedOver = new Column[end - first];
		for (int i = first; i < end; i++) {
			handedOver[i - first] = column(i);
			column(i).share();
		}
		sealer.copy(handedOver, sorted, this.least);
		return true;
	}

	/**
	 * Puts a sorted column in place of those that were copied, if they are still here.
	 */
	void install(Sealer sealer) {
		Column[] replaced = sealer.copied();
		int first = indexOf(replaced);
		if (first < 0) {
			return;
		}
		Column sealed = sealer.sealed();
		this.workspace.memory().claim(sealed.bytes());
		this.workspace.columns().adopt();
		int end = first + replaced.length;
		this.columns[first] = sealed;
		System.arraycopy(this.columns, end, this.columns, first + 1, this.columnCount - end);
		Arrays.fill(this.columns, this.columnCount - replaced.length + 1, this.columnCount, null);
		this.columnCount -= replaced.length - 1;
		this.open -= replaced.length - 1;
		this.sealedCount = first + 1;
		for (Column column : replaced) {
			this.workspace.columns().giveBack(column);
		}
		releaseIndex();
	}

	/** Returns where to split this slot, whose events have two timestamps at least. */
	long splitPoint() {
		long[] sample = new long[SplitPoint.samples(this.size)];
		int stride = this.size / sample.length;
		int column = 0;
		int before = 0;
		for (int i = 0; i < sample.length; i++) {
			while (i * stride - before >= column(column).size()) {
				before += column(column).size();
				column++;
			}
			sample[i] = column(column).timestamp(i * stride - before);
		}
		return SplitPoint.between(sample, this.least);
	}

	/** Gives back all memory; the slot is not used any more. */
	void release() {
		for (int i = 0; i < this.columnCount; i++) {
			this.workspace.columns().giveBack(column(i));
		}
		releaseIndex();
		this.workspace.memory().release(fixedBytes());
	}

	/** Returns the memory of this slot without its columns. */
	long fixedBytes() {
		return FIELD_BYTES + this.summary.bytes() + MemoryMeter.array(this.columns.length, Integer.BYTES);
	}

	/** Returns the memory of this slot. */
	long bytes() {
		long bytes = fixedBytes();
		for (int i = 0; i < this.columnCount; i++) {
			bytes += column(i).bytes();
		}
		return bytes;
	}

	Column column(int index) {
		Column column = this.columns[index];
		if (column == null) {
			throw new IllegalStateException("column " + index + " is missing");
		}
		return column;
	}

	int columnCount() {
		return this.columnCount;
	}

	/** The last sorted column is sorted again with what follows it, unless it is long. */
	private int firstToSeal() {
		boolean extend = this.sealedCount > 0
				&& (this.size <= MAX_EVENTS || column(this.sealedCount - 1).size() <= MAX_EVENTS / 2);
		return extend ? this.sealedCount - 1 : this.sealedCount;
	}

	/** Returns where columns are among those of this slot, or -1. */
	private int indexOf(Column[] wanted) {
		for (int first = 0; first + wanted.length <= this.columnCount; first++) {
			if (this.columns[first] == wanted[0]) {
				return Arrays.equals(this.columns, first, first + wanted.length, wanted, 0, wanted.length) ? first : -1;
			}
		}
		return -1;
	}

	private void addColumn(int events) {
		if (this.columnCount == this.columns.length) {
			@Nullable Column[] longer = Arrays.copyOf(this.columns, 2 * this.columns.length);
			this.workspace.memory()
				.claim(MemoryMeter.array(longer.length, Integer.BYTES)
						- MemoryMeter.array(this.columns.length, Integer.BYTES));
			this.columns = longer;
		}
		this.columns[this.columnCount] = this.workspace.columns().take(events);
		this.columnCount++;
	}

	private void passCheckpoints() {
		boolean passed = false;
		while (this.nextCheckpoint < CHECKPOINTS.length - 1 && this.size >= CHECKPOINTS[this.nextCheckpoint]) {
			this.nextCheckpoint++;
			passed = true;
		}
		if (passed) {
			this.closing = SplitPoint.closing(this.size, MAX_EVENTS, this.least, this.greatest);
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
		else if (this.size - indexed.size() > FEW) {
			fill(indexed);
		}
		return indexed;
	}

	private void fill(EdgeIndex target) {
		EventBuffer events = this.workspace.scratch(this.size);
		copyTo(events.timestamps(), events.values());
		target.fill(this, this.size, this.least, this.greatest, this.summary.sum(), events);
	}

	private void releaseIndex() {
		if (this.index != null && this.index.belongsTo(this)) {
			this.index.release();
		}
		this.index = null;
	}

	private void scanNewest(int count, long edge, Aggregate target) {
		int left = count;
		for (int c = this.columnCount - 1; c >= 0 && left > 0; c--) {
			Column column = column(c);
			for (int i = column.size() - 1; i >= 0 && left > 0; i--, left--) {
				if (column.timestamp(i) >= edge) {
					target.add(column.value(i));
				}
			}
		}
	}

}
