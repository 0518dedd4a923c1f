package io.eventstatistics.window;

import java.util.List;

import io.eventstatistics.window.spread.Distribution;
import io.eventstatistics.window.spread.PackedDistribution;
import io.eventstatistics.window.spread.Spread;
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

	private @Nullable Chunk oldest;

	private @Nullable Fringe fringe;

	/** Of the oldest events by arrival, as many as {@link #summarized}. */
	private final Summary summary = new Summary();

	private int summarized;

	/** Of the oldest events by arrival, as many as {@link #lifted}. */
	private @Nullable PackedDistribution packed;

	private int lifted;

	private int size;

	Slot(PaneSupply supply, long length) {
		super(supply, length);
	}

	int size() {
		return this.size;
	}

	/** A slot of a nanosecond is never full: no edge can cut it. */
	boolean isFull() {
		return size() >= MAX_EVENTS && this.length > 1;
	}

	@Override
	int addToSlot(long[] timestamps, double[] values, int from, int to, boolean summarized) {
		int room = (this.length > 1) ? MAX_EVENTS - this.size : to - from;
		int runEnd = endOfRun(timestamps, from, Math.min(to, from + room));
		if (summarized && runEnd == to && this.summarized == this.size) {
			this.summary.add(this.supply.run);
			this.summarized += runEnd - from;
		}
		append(timestamps, values, from, runEnd);
		if (this.size - this.summarized >= Chunk.CAPACITY) {
			summary();
		}
		return runEnd;
	}

	@Override
	Summary summary() {
		int left = this.size - this.summarized;
		for (Chunk chunk = this.newest; chunk != null && left > 0; chunk = chunk.previous) {
			int count = Math.min(left, chunk.size);
			this.supply.addAll(this.summary, chunk.values, chunk.size - count, chunk.size);
			left -= count;
		}
		this.summarized = this.size;
		return this.summary;
	}

	@Override
	void addSpreads(List<Spread> target) {
		lift(Integer.MAX_VALUE);
		if (this.packed != null) {
			target.add(this.packed);
		}
	}

	@Override
	int lift(int most) {
		int count = Math.min(most, this.size - this.lifted);
		if (count > 0) {
			Distribution distribution = new Distribution();
			if (this.packed != null) {
				distribution.add(this.packed);
			}
			liftOldest(distribution, count);
			this.packed = distribution.pack();
			this.lifted += count;
		}
		return count;
	}

	@Override
	boolean isEmpty() {
		return this.size == 0;
	}

	@Override
	void summarize(long edge, Aggregate target) {
		if (edge <= this.start) {
			target.add(this);
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
	void collect(Timeline target) {
		if (target.holdsInOne(this)) {
			summarize(target.edge(), target.pointAt(Math.max(this.start, target.edge())));
			return;
		}
		for (Chunk chunk = this.newest; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				long timestamp = this.start + chunk.offsets[i];
				if (timestamp >= target.edge()) {
					target.pointAt(timestamp).add(chunk.values[i]);
				}
			}
		}
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
					Chunk target = chunkWithRoom();
					target.offsets[target.size] = chunk.offsets[i];
					target.values[target.size] = chunk.values[i];
					target.size++;
					this.size++;
				}
			}
		}
	}

	@Override
	void clear() {
		if (this.newest != null && this.oldest != null) {
			this.supply.takeBack(this.newest, this.oldest, -Math.floorDiv(-this.size, Chunk.CAPACITY));
		}
		this.newest = null;
		this.oldest = null;
		this.size = 0;
		this.summary.clear();
		this.summarized = 0;
		this.packed = null;
		this.lifted = 0;
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
				i = target.addToSlot(timestamps, chunk.values, i, chunk.size, false);
			}
		}
		clear();
	}

	/** Lifts the oldest by arrival of the events that are not lifted. */
	private void liftOldest(Distribution target, int count) {
		int toSkip = this.size - this.lifted - count;
		int left = count;
		for (Chunk chunk = this.newest; chunk != null && left > 0; chunk = chunk.previous) {
			int skipped = Math.min(toSkip, chunk.size);
			int end = chunk.size - skipped;
			int from = Math.max(0, end - left);
			target.add(chunk.values, from, end);
			toSkip -= skipped;
			left -= end - from;
		}
	}

	private void append(long[] timestamps, double[] values, int from, int to) {
		int index = from;
		while (index < to) {
			Chunk chunk = chunkWithRoom();
			int count = Math.min(to - index, Chunk.CAPACITY - chunk.size);
			for (int i = 0; i < count; i++) {
				chunk.offsets[chunk.size + i] = (int) (timestamps[index + i] - this.start);
			}
			System.arraycopy(values, index, chunk.values, chunk.size, count);
			chunk.size += count;
			index += count;
		}
		this.size += to - from;
	}

	private Chunk chunkWithRoom() {
		Chunk chunk = this.newest;
		if (chunk == null || chunk.size == Chunk.CAPACITY) {
			chunk = this.supply.chunk();
			chunk.previous = this.newest;
			if (this.newest == null) {
				this.oldest = chunk;
			}
			this.newest = chunk;
		}
		return chunk;
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

	private void scanNewest(int count, int offset, Aggregate target) {
		int left = count;
		for (Chunk chunk = this.newest; chunk != null && left > 0; chunk = chunk.previous) {
			for (int i = chunk.size - 1; i >= 0 && left > 0; i--, left--) {
				if (chunk.offsets[i] >= offset) {
					target.add(chunk.values[i]);
				}
			}
		}
	}

	/**
	 * A fixed-size piece of a slot's raw columns, linked to the piece filled before it.
	 * All but a slot's newest chunk are full.
	 */
	static final class Chunk {

		/** Events in a chunk: 1.5 KiB of columns. */
		static final int CAPACITY = 128;

		/** Nanoseconds since the slot's start. */
		final int[] offsets = new int[CAPACITY];

		final double[] values = new double[CAPACITY];

		int size;

		@Nullable Chunk previous;

	}

}
