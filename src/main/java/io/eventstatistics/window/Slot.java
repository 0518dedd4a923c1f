package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * A slice of time that keeps its events as raw columns, 12 bytes an event, in order of
 * arrival. Adding is O(1). An edge that cuts the slot costs the scan of a few dozen
 * events and, once for a slot, one pass over all of them. Not thread-safe.
 */
final class Slot extends Slice {

	/** The longest slot whose offsets fit into an int. */
	static final long MAX_NANOS = Integer.MAX_VALUE;

	/** A slot that has as many is to be cut into smaller ones. */
	static final int MAX_EVENTS = 8192;

	/** As many events are scanned rather than partitioned. */
	private static final int FEW = 64;

	@Nullable Chunk newest;

	private @Nullable Fringe fringe;

	Slot(PaneSupply supply, long length) {
		super(supply, length);
	}

	int size() {
		return (int) this.summary.count();
	}

	/** A slot of a nanosecond is never full: no edge can cut it. */
	boolean isFull() {
		return size() >= MAX_EVENTS && this.length > 1;
	}

	@Override
	public int addRun(long[] timestamps, double[] values, int from, int to) {
		int room = (this.length > 1) ? MAX_EVENTS - size() : to - from;
		int runEnd = append(timestamps, values, from, Math.min(to, from + room));
		this.supply.addNewRun(this.summary, values, from, runEnd);
		return runEnd;
	}

	@Override
	void summarize(long edge, Summary target) {
		if (edge <= this.start) {
			target.add(this.summary);
			return;
		}
		int offset = (int) (edge - this.start);
		int newer = size();
		if (newer > FEW) {
			Fringe partitioned = fringe();
			partitioned.summarize(offset, target);
			newer -= partitioned.size();
		}
		scanNewest(newer, offset, target);
	}

	@Override
	void removeBefore(long edge) {
		Chunk chunk = this.newest;
		this.newest = null;
		clear();
		int offset = (int) Math.max(0, edge - this.start);
		for (; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				if (chunk.offsets[i] >= offset) {
					append(chunk.offsets[i], chunk.values[i]);
					this.summary.add(chunk.values[i]);
				}
			}
		}
	}

	@Override
	void clear() {
		this.supply.takeBack(this.newest);
		this.newest = null;
		this.summary.clear();
		if (this.fringe != null && this.fringe.belongsTo(this)) {
			this.fringe.release();
		}
		this.fringe = null;
	}

	/** Adds all events to a slice that covers this one. */
	void moveTo(Slice target) {
		long[] timestamps = new long[Chunk.CAPACITY];
		for (Chunk chunk = this.newest; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				timestamps[i] = this.start + chunk.offsets[i];
			}
			for (int i = 0; i < chunk.size;) {
				i = target.addRun(timestamps, chunk.values, i, chunk.size);
			}
		}
		clear();
	}

	private int append(long[] timestamps, double[] values, int from, int to) {
		int index = from;
		while (index < to && covers(timestamps[index])) {
			append((int) (timestamps[index] - this.start), values[index]);
			index++;
		}
		return index;
	}

	private void append(int offset, double value) {
		Chunk chunk = this.newest;
		if (chunk == null || chunk.size == Chunk.CAPACITY) {
			chunk = this.supply.chunk();
			chunk.previous = this.newest;
			this.newest = chunk;
		}
		chunk.offsets[chunk.size] = offset;
		chunk.values[chunk.size] = value;
		chunk.size++;
	}

	/** Returns the partition of this slot's events, all but a few of the newest. */
	private Fringe fringe() {
		Fringe partitioned = this.fringe;
		if (partitioned == null || !partitioned.belongsTo(this)) {
			partitioned = this.supply.fringe();
			partitioned.index(this);
			this.fringe = partitioned;
		}
		else if (size() - partitioned.size() > FEW) {
			partitioned.index(this);
		}
		return partitioned;
	}

	private void scanNewest(int count, int offset, Summary target) {
		int left = count;
		for (Chunk chunk = this.newest; chunk != null && left > 0; chunk = chunk.previous) {
			for (int i = chunk.size - 1; i >= 0 && left > 0; i--, left--) {
				if (chunk.offsets[i] >= offset) {
					target.add(chunk.values[i]);
				}
			}
		}
	}

}
