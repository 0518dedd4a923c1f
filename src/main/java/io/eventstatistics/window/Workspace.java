package io.eventstatistics.window;

import io.eventstatistics.window.sum.ExponentSums;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one or more windows share: the meter, spare columns, the indexes of the
 * slots that edges cut, and working memory. Working memory has no content between calls.
 * Not thread-safe.
 */
final class Workspace {

	/** More than the number of edges that queries usually alternate between. */
	private static final int INDEXES = 8;

	private static final @Nullable EdgeIndex[] NO_INDEXES = {};

	/** Includes the pool, the meter and the summary of a run. */
	private static final int FIELD_BYTES = 48 + 32 + 24 + 88;

	/** Working memory for more events than this is released after use. */
	private static final int MAX_KEPT = 8192;

	/** Working memory is kept for at most one in this many events of the window. */
	private static final int EVENTS_PER_KEPT = 64;

	/** The shortest run for which allocating working memory pays. */
	private static final int VERY_LONG_RUN = 512;

	/** A window of fewer events keeps no working memory. */
	private static final int SMALL_WINDOW = 65_536;

	private final MemoryMeter memory;

	private final ColumnPool columns;

	/** In the order in which they were assigned, the latest last. */
	private @Nullable EdgeIndex[] indexes = NO_INDEXES;

	/** The number of events in the slots of all windows. */
	private long events;

	private final Summary run = new Summary();

	private @Nullable ExponentSums exponents;

	private @Nullable EventBuffer scratch;

	private int @Nullable [] cells;

	Workspace(MemoryMeter memory) {
		this.memory = memory;
		this.columns = new ColumnPool(memory);
		memory.claim(FIELD_BYTES);
	}

	MemoryMeter memory() {
		return this.memory;
	}

	ColumnPool columns() {
		return this.columns;
	}

	/** Returns the summary of a run, which is valid until the next call. */
	Summary summarize(Run run) {
		this.run.clear();
		if (run.length() < ((this.exponents != null) ? ExponentSums.LONG_RUN : VERY_LONG_RUN)) {
			this.run.add(run.values(), run.from(), run.to());
		}
		else {
			this.run.add(run.values(), run.from(), run.to(), exponents());
		}
		return this.run;
	}

	private ExponentSums exponents() {
		ExponentSums existing = this.exponents;
		if (existing == null) {
			existing = new ExponentSums();
			this.memory.claim(ExponentSums.BYTES);
			this.exponents = existing;
		}
		return existing;
	}

	/**
	 * Returns a free index, or else the one that was assigned first.
	 */
	EdgeIndex edgeIndex() {
		if (this.indexes.length == 0) {
			@Nullable EdgeIndex[] ring = new @Nullable EdgeIndex[INDEXES];
			this.memory.claim(bytesOf(ring));
			this.indexes = ring;
		}
		for (EdgeIndex existing : this.indexes) {
			if (existing != null && existing.isFree()) {
				return existing;
			}
		}
		EdgeIndex first = this.indexes[0];
		EdgeIndex index = (first != null) ? first : new EdgeIndex(this.memory);
		System.arraycopy(this.indexes, 1, this.indexes, 0, INDEXES - 1);
		this.indexes[INDEXES - 1] = index;
		return index;
	}

	/** Returns arrays with room for a number of events and arbitrary content. */
	EventBuffer scratch(int events) {
		EventBuffer existing = this.scratch;
		if (existing == null) {
			existing = new EventBuffer(this.memory);
			this.scratch = existing;
		}
		existing.reserve(events);
		return existing;
	}

	/** Returns an array of counters with arbitrary content. */
	int[] cells(int count) {
		int[] existing = this.cells;
		if (existing == null || existing.length != count) {
			existing = new int[count];
			int before = (this.cells != null) ? this.cells.length : -1;
			this.memory.claim(bytesOfCells(count) - bytesOfCells(before));
			this.cells = existing;
		}
		return existing;
	}

	/** Counts events added to slots; if negative, events removed from slots. */
	void counted(long change) {
		this.events += change;
	}

	/** Returns how many events all windows hold, including staged ones. */
	long held() {
		return this.events + this.memory.staged();
	}

	/** Releases working memory that is large for the number of events held. */
	void trim() {
		long held = this.events;
		if (held < SMALL_WINDOW) {
			this.memory.release(keptBytes());
			this.exponents = null;
			this.cells = null;
			this.scratch = null;
		}
		else if (this.scratch != null) {
			this.scratch.trim((int) Math.min(MAX_KEPT, held / EVENTS_PER_KEPT));
		}
	}

	long bytes() {
		long bytes = FIELD_BYTES + bytesOf(this.indexes);
		for (EdgeIndex index : this.indexes) {
			bytes += (index != null) ? index.bytes() : 0;
		}
		for (Column spare = this.columns.firstSpare(); spare != null; spare = spare.nextSpare) {
			bytes += spare.bytes();
		}
		return bytes + keptBytes();
	}

	private static long bytesOf(@Nullable EdgeIndex[] ring) {
		return (ring.length > 0) ? MemoryMeter.array(ring.length, Integer.BYTES) : 0;
	}

	/** Returns the bytes of the working memory. */
	private long keptBytes() {
		return ((this.exponents != null) ? ExponentSums.BYTES : 0)
				+ ((this.cells != null) ? bytesOfCells(this.cells.length) : 0)
				+ ((this.scratch != null) ? this.scratch.bytes() : 0);
	}

	private static long bytesOfCells(int count) {
		return (count < 0) ? 0 : MemoryMeter.array(count, Integer.BYTES);
	}

}
