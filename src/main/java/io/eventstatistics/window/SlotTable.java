package io.eventstatistics.window;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The slots of a pane in time order and their starts, as two growing arrays. The first
 * slot also has all earlier events. Finding a slot is O(log slots). The caller claims the
 * memory of a new table. Not thread-safe.
 */
final class SlotTable {

	/** A pane with this many slots is split. */
	static final int MAX_SIZE = 256;

	private static final int MIN_CAPACITY = 1;

	private static final int FIELD_BYTES = 32;

	private final MemoryMeter memory;

	private @Nullable Slot[] slots;

	private long[] starts;

	private int size;

	SlotTable(MemoryMeter memory) {
		this(memory, MIN_CAPACITY);
	}

	private SlotTable(MemoryMeter memory, int capacity) {
		this.memory = memory;
		this.slots = new @Nullable Slot[capacity];
		this.starts = new long[capacity];
	}

	int size() {
		return this.size;
	}

	Slot get(int index) {
		Slot slot = this.slots[index];
		if (slot == null) {
			throw new IllegalStateException("slot " + index + " is missing");
		}
		return slot;
	}

	Slot last() {
		return get(this.size - 1);
	}

	/** Returns where a slot starts. */
	long start(int index) {
		return this.starts[index];
	}

	/** Returns the index of the slot that covers a moment. */
	int indexOf(long moment) {
		int low = 0;
		int high = this.size - 1;
		while (low < high) {
			int middle = (low + high + 1) >>> 1;
			if (this.starts[middle] <= moment) {
				low = middle;
			}
			else {
				high = middle - 1;
			}
		}
		return low;
	}

	/**
	 * Returns the first events of a run that can be added to a slot in one step: those
	 * within its span, until it is full or chooses its end again.
	 * @param index the index of the slot of the first event
	 */
	Run pieceFor(int index, Run run) {
		Slot slot = get(index);
		if (slot.isFull()) {
			return run.within(slot.least(), slot.least() + 1, run.length());
		}
		long start = (index == 0) ? Long.MIN_VALUE : this.starts[index];
		long end = endOf(index);
		if (run.first() < slot.closing()) {
			end = Math.min(end, slot.closing());
		}
		return run.within(start, end, slot.roomToCheckpoint());
	}

	/** Returns where a slot ends: the start of the next one. */
	long endOf(int index) {
		return (index + 1 < this.size) ? this.starts[index + 1] : Long.MAX_VALUE;
	}

	/** Makes room for one more slot, so that inserting it cannot fail. */
	void reserve() {
		if (this.size == this.starts.length) {
			int capacity = Math.min(MAX_SIZE, 2 * this.size);
			@Nullable Slot[] moreSlots = Arrays.copyOf(this.slots, capacity);
			long[] moreStarts = Arrays.copyOf(this.starts, capacity);
			this.memory.claim(bytes(capacity) - bytes());
			this.slots = moreSlots;
			this.starts = moreStarts;
		}
	}

	/** Inserts a slot for which there is room. */
	void insert(int index, long start, Slot slot) {
		System.arraycopy(this.slots, index, this.slots, index + 1, this.size - index);
		System.arraycopy(this.starts, index, this.starts, index + 1, this.size - index);
		this.slots[index] = slot;
		this.starts[index] = start;
		this.size++;
	}

	/** Splits a slot, whose events must have at least two timestamps. */
	void split(int index) {
		reserve();
		Slot slot = get(index);
		long boundary = slot.splitPoint();
		Slot[] halves = slot.splitAt(boundary);
		this.slots[index] = halves[0];
		insert(index + 1, boundary, halves[1]);
		slot.release();
	}

	/** Replaces a slot with another that has the same start. */
	void replace(int index, Slot slot) {
		this.slots[index] = slot;
	}

	void setStart(int index, long start) {
		this.starts[index] = start;
	}

	/** Returns how many slots, from the first, have only events before an edge. */
	int countExpired(long edge) {
		int count = 0;
		while (count < this.size && get(count).greatest() < edge) {
			count++;
		}
		return count;
	}

	/** Removes and releases the first slots. */
	void removeFirst(int count) {
		for (int i = 0; i < count; i++) {
			get(i).release();
		}
		System.arraycopy(this.slots, count, this.slots, 0, this.size - count);
		System.arraycopy(this.starts, count, this.starts, 0, this.size - count);
		truncate(this.size - count);
	}

	/** Removes the slots from an index on. */
	void truncate(int from) {
		Arrays.fill(this.slots, from, this.size, null);
		this.size = from;
	}

	/** Returns a table of the slots from an index on, with room for a whole pane. */
	SlotTable copyFrom(int from) {
		SlotTable result = new SlotTable(this.memory, MAX_SIZE);
		result.size = this.size - from;
		System.arraycopy(this.slots, from, result.slots, 0, result.size);
		System.arraycopy(this.starts, from, result.starts, 0, result.size);
		return result;
	}

	/** Returns a new summary of the slots from one index to before another. */
	Summary summary(int from, int to) {
		Summary result = new Summary();
		for (int i = from; i < to; i++) {
			result.add(get(i).summary());
		}
		return result;
	}

	/** Claims the memory of a summary and returns it. */
	Summary claimSummary(int from, int to) {
		Summary result = summary(from, to);
		this.memory.claim(result.bytes());
		return result;
	}

	/** Adds the events at or after a timeline's edge to its steps. */
	void collect(Timeline target) {
		for (int i = 0; i < this.size; i++) {
			if (get(i).greatest() >= target.edge()) {
				get(i).collect(target);
			}
		}
	}

	/** Releases the memory of a summary, if there is one. */
	void release(@Nullable Summary summary) {
		if (summary != null) {
			this.memory.release(summary.bytes());
		}
	}

	/** Returns the memory of this table without its slots. */
	long bytes() {
		return bytes(this.starts.length);
	}

	/** Releases all slots, which must not be used afterwards. */
	void release() {
		for (int i = 0; i < this.size; i++) {
			get(i).release();
		}
	}

	/** Returns the memory of the slots. */
	long slotBytes() {
		long bytes = 0;
		for (int i = 0; i < this.size; i++) {
			bytes += get(i).bytes();
		}
		return bytes;
	}

	private static long bytes(int capacity) {
		return FIELD_BYTES + MemoryMeter.array(capacity, Integer.BYTES) + MemoryMeter.array(capacity, Long.BYTES);
	}

}
