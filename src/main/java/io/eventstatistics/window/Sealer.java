package io.eventstatistics.window;

import java.util.Arrays;

import io.eventstatistics.window.rank.ColumnSort;
import io.eventstatistics.window.rank.SortedColumn;
import io.eventstatistics.window.rank.SortedValues;
import io.eventstatistics.window.sum.SquareSum;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the events of slots by value, one slot at a time, so that percentiles can be
 * selected. Events are copied from the window and sorted. The sorted events then replace
 * the copied ones if the slot still has them. Only copying and installing need the lock
 * that guards the window; sorting takes about 15 ns an event. For use by one thread.
 */
public final class Sealer {

	/** The largest number of events that are sorted in one step. */
	static final int MAX_EVENTS = 4096;

	private final ColumnSort sort = new ColumnSort();

	private long[] timestamps = {};

	private double[] values = {};

	private int[] order = {};

	/** The columns that were copied; sorted columns come first. */
	private Column[] copied = {};

	private int size;

	private int sorted;

	private long next;

	private @Nullable Column sealed;

	/**
	 * Creates a sealer that starts with the oldest slot that has events after a moment.
	 * @param from nanoseconds since the epoch
	 */
	public Sealer(long from) {
		this.next = from;
	}

	/** Returns the position: slots before it are not sealed. */
	long next() {
		return this.next;
	}

	/** Skips all slots whose events are all before a moment. */
	void skipTo(long moment) {
		this.next = moment;
		this.copied = new Column[0];
	}

	/**
	 * Copies events.
	 * @param columns the columns to copy
	 * @param sortedCount how many events, from the first, are sorted already
	 * @param moment the timestamp of one of the events
	 */
	void copy(Column[] columns, int sortedCount, long moment) {
		this.copied = columns;
		this.next = moment;
		this.sorted = sortedCount;
		this.size = Arrays.stream(columns).mapToInt(Column::size).sum();
		makeRoom();
		int index = 0;
		for (Column column : columns) {
			column.copyTo(this.timestamps, this.values, index);
			index += column.size();
		}
	}

	/** Whether copied events are waiting to be installed. */
	public boolean hasCopied() {
		return this.copied.length > 0;
	}

	/** Sorts the copied events. */
	public void sort() {
		for (int i = 0; i < this.size; i++) {
			this.order[i] = i;
		}
		this.sort.sortTail(this.values, this.order, 0, this.sorted, this.size);
		long[] ordered = new long[this.size];
		for (int i = 0; i < this.size; i++) {
			ordered[i] = this.timestamps[this.order[i]];
		}
		double[] ascending = Arrays.copyOf(this.values, this.size);
		SquareSum squares = new SquareSum();
		squares.add(ascending, 0, this.size);
		this.sealed = Column.sealed(ordered, ascending,
				new SortedValues(new SortedColumn(ascending, 0, this.size), squares));
	}

	/** Returns the columns that were copied. */
	Column[] copied() {
		return this.copied;
	}

	/** Returns the column to install. */
	Column sealed() {
		Column result = this.sealed;
		if (result == null) {
			throw new IllegalStateException("nothing was sorted");
		}
		return result;
	}

	private void makeRoom() {
		if (this.values.length < this.size) {
			int capacity = Math.max(this.size, MAX_EVENTS);
			this.timestamps = new long[capacity];
			this.values = new double[capacity];
			this.order = new int[capacity];
		}
	}

}
