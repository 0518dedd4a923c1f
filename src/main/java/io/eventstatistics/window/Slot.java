package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * A slice of time that keeps its events as raw columns, 12 bytes an event, in order of
 * arrival. Adding is O(1); an edge that cuts the slot costs a scan of it. Not
 * thread-safe.
 */
final class Slot extends Slice {

	/** The longest slot whose offsets fit into an int. */
	static final long MAX_NANOS = Integer.MAX_VALUE;

	@Nullable Chunk newest;

	Slot(long start, long lengthNanos) {
		super(start, lengthNanos);
	}

	@Override
	int add(long[] timestamps, double[] values, int from, int to) {
		int index = from;
		while (index < to && covers(timestamps[index])) {
			append(timestamps[index], values[index]);
			index++;
		}
		return index;
	}

	@Override
	void summarize(long edge, Summary target) {
		if (edge <= this.start) {
			target.add(this.summary);
			return;
		}
		long offset = edge - this.start;
		for (Chunk chunk = this.newest; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				if (chunk.offsets[i] >= offset) {
					target.add(chunk.values[i]);
				}
			}
		}
	}

	@Override
	void removeBefore(long edge) {
		Chunk chunk = this.newest;
		this.newest = null;
		this.summary.clear();
		for (; chunk != null; chunk = chunk.previous) {
			for (int i = 0; i < chunk.size; i++) {
				if (this.start + chunk.offsets[i] >= edge) {
					append(this.start + chunk.offsets[i], chunk.values[i]);
				}
			}
		}
	}

	private void append(long timestamp, double value) {
		this.summary.add(value);
		Chunk chunk = this.newest;
		if (chunk == null || chunk.size == Chunk.CAPACITY) {
			chunk = new Chunk();
			chunk.previous = this.newest;
			this.newest = chunk;
		}
		chunk.offsets[chunk.size] = (int) (timestamp - this.start);
		chunk.values[chunk.size] = value;
		chunk.size++;
	}

}
