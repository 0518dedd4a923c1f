package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The events of a slot that an edge cuts, partitioned into cells of some ten events by
 * time, each cell with the summary of all that come after it. Partitioning costs one pass
 * over the slot; from then on the events at or after any edge cost the scan of one cell.
 * So while a slot drains it is not scanned from its start for each question, and it need
 * not be sorted.
 *
 * <pre>
 *                edge
 *                  v
 *  | cell 0 | cell 1 | cell 2 | ... | cell n |
 *            scanned   afterCell[1]
 * </pre>
 *
 * Not thread-safe.
 */
final class Fringe {

	private static final int CELLS = Slot.MAX_EVENTS / 8;

	private static final int EVENTS_PER_CELL = 8;

	private int[] offsets = {};

	private double[] values = {};

	/** Where each cell starts in the columns; while partitioning, where it has got to. */
	private final int[] cellStart = new int[CELLS + 1];

	private final List<Summary> afterCell = new ArrayList<>();

	private @Nullable Slot owner;

	private int size;

	private int cells;

	private int firstOffset;

	private int cellShift;

	boolean belongsTo(Slot slot) {
		return this.owner == slot;
	}

	/** How many events were partitioned: the oldest ones by arrival. */
	int size() {
		return this.size;
	}

	void release() {
		this.owner = null;
	}

	/** Partitions all events of a slot. */
	void index(Slot slot) {
		this.owner = slot;
		this.size = slot.size();
		makeRoom();
		chooseCells(slot.newest);
		partition(slot.newest);
		summarizeCells();
	}

	/** Adds the partitioned events at or after an offset to an aggregate. */
	void summarize(int offset, Aggregate target) {
		int cell = Math.max(0, offset - this.firstOffset) >> this.cellShift;
		if (cell >= this.cells) {
			return;
		}
		target.add(this.afterCell.get(cell), this.values, this.cellStart[cell + 1], this.size);
		for (int i = this.cellStart[cell]; i < this.cellStart[cell + 1]; i++) {
			if (this.offsets[i] >= offset) {
				target.add(this.values[i]);
			}
		}
	}

	private void makeRoom() {
		if (this.offsets.length < this.size) {
			int capacity = 2 * Integer.highestOneBit(this.size - 1);
			this.offsets = new int[capacity];
			this.values = new double[capacity];
		}
	}

	private void chooseCells(Slot.@Nullable Chunk newest) {
		int least = Integer.MAX_VALUE;
		int greatest = 0;
		for (Slot.Chunk chunk = newest; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				least = Math.min(least, chunk.offsets[i]);
				greatest = Math.max(greatest, chunk.offsets[i]);
			}
		}
		int wanted = Math.min(CELLS, Integer.highestOneBit(this.size / EVENTS_PER_CELL));
		int span = greatest - least;
		int spanBits = Integer.SIZE - Integer.numberOfLeadingZeros(span);
		this.firstOffset = least;
		this.cellShift = Math.max(0, spanBits - Integer.numberOfTrailingZeros(wanted));
		this.cells = (span >> this.cellShift) + 1;
	}

	private void partition(Slot.@Nullable Chunk newest) {
		int[] start = this.cellStart;
		Arrays.fill(start, 0, this.cells + 1, 0);
		for (Slot.Chunk chunk = newest; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				start[(chunk.offsets[i] - this.firstOffset >> this.cellShift) + 1]++;
			}
		}
		for (int cell = 0; cell < this.cells; cell++) {
			start[cell + 1] += start[cell];
		}
		for (Slot.Chunk chunk = newest; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				int place = start[chunk.offsets[i] - this.firstOffset >> this.cellShift]++;
				this.offsets[place] = chunk.offsets[i];
				this.values[place] = chunk.values[i];
			}
		}
		System.arraycopy(start, 0, start, 1, this.cells);
		start[0] = 0;
	}

	private void summarizeCells() {
		while (this.afterCell.size() < this.cells) {
			this.afterCell.add(new Summary());
		}
		Summary after = this.afterCell.get(this.cells - 1);
		after.clear();
		for (int cell = this.cells - 1; cell > 0; cell--) {
			Summary next = this.afterCell.get(cell - 1);
			next.clear();
			next.add(after);
			next.add(this.values, this.cellStart[cell], this.cellStart[cell + 1]);
			after = next;
		}
	}

}
