package io.eventstatistics.window;

import java.util.Arrays;

import io.eventstatistics.window.sum.ExactSum;
import org.jspecify.annotations.Nullable;

/**
 * An index of the events of a slot that an edge cuts. The events are partitioned by time
 * into cells of about eight, each with the least and greatest value of all later cells.
 * Filling costs one pass over the events; a query then scans one cell. The sum of the
 * later cells is kept for one cell only and moves with the edge, since exact sums can be
 * subtracted. Not thread-safe.
 */
final class EdgeIndex {

	private static final int EVENTS_PER_CELL = 8;

	private static final int FIELD_BYTES = 72;

	private final MemoryMeter memory;

	private long[] timestamps = {};

	private double[] values = {};

	/** The start of each cell, followed by the end of the last cell. */
	private int[] cellStart = { 0 };

	private double[] leastAfter = {};

	private double[] greatestAfter = {};

	private final ExactSum after = new ExactSum();

	/** The events from this index on are in {@link #after}. */
	private int afterFrom;

	private @Nullable Object owner;

	private int size;

	private int cells;

	private long first;

	private int shift;

	EdgeIndex(MemoryMeter memory) {
		this.memory = memory;
		memory.claim(bytes());
	}

	boolean belongsTo(Object slot) {
		return this.owner == slot;
	}

	/** Whether no slot uses this index. */
	boolean isFree() {
		return this.owner == null;
	}

	/** Returns how many events are indexed: the first ones by arrival. */
	int size() {
		return this.size;
	}

	/** Removes the events, but keeps the memory. */
	void release() {
		this.owner = null;
	}

	/**
	 * Indexes the events of a slot.
	 * @param slot the new owner of this index
	 * @param count the number of events, 1 or more
	 * @param least the least timestamp
	 * @param greatest the greatest timestamp
	 * @param total the sum of the values, or of a superset of them
	 * @param unordered the events, in any order
	 */
	void fill(Object slot, int count, long least, long greatest, ExactSum total, EventBuffer unordered) {
		this.owner = null;
		this.size = 0;
		this.after.clear();
		reserveAfter(total);
		chooseCells(count, least, greatest);
		makeRoom(count);
		partition(unordered, count);
		this.size = count;
		boundCells();
		this.afterFrom = count;
		this.owner = slot;
	}

	/** Adds the indexed events at or after an edge to an aggregate. */
	void summarize(long edge, Aggregate target) {
		long place = (edge <= this.first) ? 0 : (edge - this.first) >>> this.shift;
		if (place >= this.cells) {
			return;
		}
		int cell = (int) place;
		int rest = this.cellStart[cell + 1];
		if (rest < this.size) {
			moveTo(rest);
			target.add(this.size - rest, this.leastAfter[cell], this.greatestAfter[cell], this.after);
			if (target.isDetailed()) {
				target.values().add(this.values, rest, this.size);
			}
		}
		for (int i = this.cellStart[cell]; i < rest; i++) {
			if (this.timestamps[i] >= edge) {
				target.add(this.values[i]);
			}
		}
	}

	long bytes() {
		return FIELD_BYTES + this.after.bytes() + eventBytes(this.values.length) + cellBytes(this.leastAfter.length);
	}

	/** Makes room for the sum of any of the values, so that adding one cannot fail. */
	private void reserveAfter(ExactSum total) {
		int growth = this.after.growth(total);
		this.memory.claim(growth);
		try {
			this.after.reserve(total);
		}
		catch (OutOfMemoryError ex) {
			this.memory.release(growth);
			throw ex;
		}
	}

	private void chooseCells(int count, long least, long greatest) {
		int wanted = Integer.highestOneBit(Math.max(1, count / EVENTS_PER_CELL));
		int spanBits = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
		this.first = least;
		this.shift = Math.max(0, spanBits - Integer.numberOfTrailingZeros(wanted));
		this.cells = (int) ((greatest - least) >>> this.shift) + 1;
	}

	private void makeRoom(int count) {
		if (this.values.length < count) {
			long[] longerTimestamps = new long[count];
			double[] longerValues = new double[count];
			this.memory.claim(eventBytes(count) - eventBytes(this.values.length));
			this.timestamps = longerTimestamps;
			this.values = longerValues;
		}
		if (this.leastAfter.length < this.cells) {
			int[] longerStart = new int[this.cells + 1];
			double[] longerLeast = new double[this.cells];
			double[] longerGreatest = new double[this.cells];
			this.memory.claim(cellBytes(this.cells) - cellBytes(this.leastAfter.length));
			this.cellStart = longerStart;
			this.leastAfter = longerLeast;
			this.greatestAfter = longerGreatest;
		}
	}

	private static long eventBytes(int count) {
		return MemoryMeter.array(count, Long.BYTES) + MemoryMeter.array(count, Double.BYTES);
	}

	private static long cellBytes(int count) {
		return MemoryMeter.array(count + 1, Integer.BYTES) + 2 * MemoryMeter.array(count, Double.BYTES);
	}

	private void partition(EventBuffer unordered, int count) {
		int[] start = this.cellStart;
		Arrays.fill(start, 0, this.cells + 1, 0);
		for (int i = 0; i < count; i++) {
			start[(int) ((unordered.timestamps()[i] - this.first) >>> this.shift) + 1]++;
		}
		for (int cell = 0; cell < this.cells; cell++) {
			start[cell + 1] += start[cell];
		}
		for (int i = 0; i < count; i++) {
			int place = start[(int) ((unordered.timestamps()[i] - this.first) >>> this.shift)]++;
			this.timestamps[place] = unordered.timestamps()[i];
			this.values[place] = unordered.values()[i];
		}
		System.arraycopy(start, 0, start, 1, this.cells);
		start[0] = 0;
	}

	private void boundCells() {
		double least = Double.POSITIVE_INFINITY;
		double greatest = Double.NEGATIVE_INFINITY;
		for (int cell = this.cells - 1; cell >= 0; cell--) {
			this.leastAfter[cell] = least;
			this.greatestAfter[cell] = greatest;
			for (int i = this.cellStart[cell]; i < this.cellStart[cell + 1]; i++) {
				least = Math.min(least, this.values[i]);
				greatest = Math.max(greatest, this.values[i]);
			}
		}
	}

	private void moveTo(int from) {
		for (; this.afterFrom < from; this.afterFrom++) {
			this.after.subtract(this.values[this.afterFrom]);
		}
		while (this.afterFrom > from) {
			this.after.add(this.values[this.afterFrom - 1]);
			this.afterFrom--;
		}
	}

}
