package io.eventstatistics.window;

import java.util.Arrays;
import java.util.List;

import io.eventstatistics.window.rank.SortedValues;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a slot: sorted columns first, then columns in order of arrival. Adding
 * is O(1) an event. The caller claims the memory of a new list. Not thread-safe.
 */
final class ColumnList {

	/** With fewer unsorted events, sorting waits until no more arrive. */
	private static final int MIN_UNSORTED = 128;

	private static final int MIN_COLUMNS = 1;

	private static final int FIELD_BYTES = 40;

	private final MemoryMeter memory;

	private final ColumnPool pool;

	private @Nullable Column[] columns = new @Nullable Column[MIN_COLUMNS];

	private int count;

	/** The first column that has room. */
	private int open;

	private int events;

	/** How many columns, from the first, are sorted by value. */
	private int sealedCount;

	private int eventsWhenLastSealing;

	ColumnList(Workspace workspace) {
		this.memory = workspace.memory();
		this.pool = workspace.columns();
	}

	/** Returns how many columns there are. */
	int count() {
		return this.count;
	}

	/** Returns how many events there are. */
	int events() {
		return this.events;
	}

	Column get(int index) {
		Column column = this.columns[index];
		if (column == null) {
			throw new IllegalStateException("column " + index + " is missing");
		}
		return column;
	}

	/** Makes room for a run of events, so that appending it cannot fail. */
	void prepare(Run run) {
		int from = run.from();
		for (int i = this.open; from < run.to(); i++) {
			if (i == this.count) {
				addColumn(run.to() - from);
			}
			from += get(i).prepare(this.memory, run.timestamps(), from, run.to());
		}
	}

	/** Appends a run of events for which {@link #prepare} made room. */
	void append(Run run) {
		int from = run.from();
		while (from < run.to()) {
			Column column = get(this.open);
			int appended = Math.min(run.to() - from, column.room());
			column.append(run.timestamps(), run.values(), from, appended);
			from += appended;
			if (column.isFull()) {
				this.open++;
			}
		}
		this.events += run.length();
	}

	/**
	 * Copies all events, in the order of the columns, into a buffer that has room for
	 * them.
	 */
	void copyTo(EventBuffer target) {
		int index = 0;
		for (int i = 0; i < this.count; i++) {
			get(i).copyTo(target.timestamps(), target.values(), index);
			index += get(i).size();
		}
	}

	/** Returns the timestamps of evenly spaced events. */
	long[] sample(int size) {
		long[] result = new long[size];
		int stride = this.events / size;
		int column = 0;
		int before = 0;
		for (int i = 0; i < size; i++) {
			while (i * stride - before >= get(column).size()) {
				before += get(column).size();
				column++;
			}
			result[i] = get(column).timestamp(i * stride - before);
		}
		return result;
	}

	/**
	 * Adds those of the last events that are at or after an edge to an aggregate.
	 */
	void scanLast(int number, long edge, Aggregate target) {
		int left = number;
		for (int c = this.count - 1; c >= 0 && left > 0; c--) {
			Column column = get(c);
			for (int i = column.size() - 1; i >= 0 && left > 0; i--, left--) {
				if (column.timestamp(i) >= edge) {
					target.add(column.value(i));
				}
			}
		}
	}

	/** Adds the events at or after the timeline's edge to its steps. */
	void collect(Timeline target) {
		for (int c = 0; c < this.count; c++) {
			Column column = get(c);
			for (int i = 0; i < column.size(); i++) {
				long timestamp = column.timestamp(i);
				if (timestamp >= target.edge()) {
					target.pointAt(timestamp).add(column.value(i));
				}
			}
		}
	}

	/** Returns how many events lie before a moment: O(events). */
	int countBefore(long moment) {
		int before = 0;
		for (int c = 0; c < this.count; c++) {
			Column column = get(c);
			for (int i = 0; i < column.size(); i++) {
				before += (column.timestamp(i) < moment) ? 1 : 0;
			}
		}
		return before;
	}

	/**
	 * Adds the values of all events to an aggregate whose summary includes them.
	 */
	void addDetails(Aggregate target) {
		if (target.isDetailed()) {
			for (int i = 0; i < this.count; i++) {
				SortedValues sorted = get(i).sortedValues();
				if (sorted != null) {
					target.values().addSorted(sorted);
				}
				else {
					target.values().addShared(get(i).share(), get(i).size());
				}
			}
		}
	}

	/** Adds the values of the sorted columns to a list. */
	void addTo(List<SortedValues> target) {
		for (int i = 0; i < this.sealedCount; i++) {
			SortedValues sorted = get(i).sortedValues();
			if (sorted != null) {
				target.add(sorted);
			}
		}
	}

	/** Whether all events are sorted by value. */
	boolean isSealed() {
		return this.sealedCount == this.count;
	}

	/**
	 * Copies unsorted events to a sealer if sorting pays: if there are many, or if none
	 * arrived since the last call.
	 * @param moment the timestamp of an event of this slot, which identifies the slot
	 * later
	 * @return whether events were copied
	 */
	boolean copyTo(Sealer sealer, long moment) {
		boolean same = this.eventsWhenLastSealing == this.events;
		this.eventsWhenLastSealing = this.events;
		int first = firstToSeal();
		int sorted = (first < this.sealedCount) ? get(first).size() : 0;
		int end = first;
		int size = 0;
		while (end < this.count && size < Sealer.MAX_EVENTS) {
			size += get(end).size();
			end++;
		}
		int unsorted = size - sorted;
		if (unsorted == 0 || (!same && unsorted < MIN_UNSORTED && unsorted < sorted)) {
			return false;
		}
		this.open = Math.max(this.open, end);
		Column[] handedOver = new Column[end - first];
		for (int i = first; i < end; i++) {
			handedOver[i - first] = get(i);
			get(i).share();
		}
		sealer.copy(handedOver, sorted, moment);
		return true;
	}

	/**
	 * Replaces the copied columns with the sorted column, if the list still has them.
	 * @return whether they were replaced
	 */
	boolean install(Sealer sealer) {
		Column[] replaced = sealer.copied();
		int first = indexOf(replaced);
		if (first < 0) {
			return false;
		}
		Column sealed = sealer.sealed();
		this.memory.claim(sealed.bytes());
		this.pool.adopt();
		int end = first + replaced.length;
		this.columns[first] = sealed;
		System.arraycopy(this.columns, end, this.columns, first + 1, this.count - end);
		Arrays.fill(this.columns, this.count - replaced.length + 1, this.count, null);
		this.count -= replaced.length - 1;
		this.open -= replaced.length - 1;
		this.sealedCount = first + 1;
		for (Column column : replaced) {
			this.pool.giveBack(column);
		}
		return true;
	}

	/** Returns the columns to the pool; the list must not be used afterwards. */
	void release() {
		for (int i = 0; i < this.count; i++) {
			this.pool.giveBack(get(i));
		}
	}

	/** Returns the memory of the columns. */
	long columnBytes() {
		long bytes = 0;
		for (int i = 0; i < this.count; i++) {
			bytes += get(i).bytes();
		}
		return bytes;
	}

	/** Returns the memory of this list without its columns. */
	long bytes() {
		return FIELD_BYTES + MemoryMeter.array(this.columns.length, Integer.BYTES);
	}

	private void addColumn(int wanted) {
		if (this.count == this.columns.length) {
			@Nullable Column[] longer = Arrays.copyOf(this.columns, 2 * this.count);
			this.memory.claim(MemoryMeter.array(longer.length, Integer.BYTES)
					- MemoryMeter.array(this.columns.length, Integer.BYTES));
			this.columns = longer;
		}
		this.columns[this.count] = this.pool.take(wanted);
		this.count++;
	}

	/** Returns the first column to sort, which may be a short sorted one to extend. */
	private int firstToSeal() {
		boolean extend = this.sealedCount > 0
				&& (this.events <= Sealer.MAX_EVENTS || get(this.sealedCount - 1).size() <= Sealer.MAX_EVENTS / 2);
		return extend ? this.sealedCount - 1 : this.sealedCount;
	}

	/** Returns the index of the first of consecutive columns, or -1. */
	private int indexOf(Column[] wanted) {
		for (int first = 0; first + wanted.length <= this.count; first++) {
			if (this.columns[first] == wanted[0]) {
				return Arrays.equals(this.columns, first, first + wanted.length, wanted, 0, wanted.length) ? first : -1;
			}
		}
		return -1;
	}

}
