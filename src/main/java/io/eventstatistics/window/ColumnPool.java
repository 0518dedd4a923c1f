package io.eventstatistics.window;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Reuses the columns of expired slots, so that a steady rate of events allocates nothing.
 * Keeps one spare column for every 64 in use, and up to as many more as a slot has; the
 * memory of a spike is released. O(1). Not thread-safe.
 */
final class ColumnPool {

	/** The number of columns that an expired slot returns. */
	private static final int SLOT_COLUMNS = Slot.MAX_EVENTS / Column.MAX_CAPACITY;

	/** The columns in use for each of the first spare columns. */
	private static final int USED_PER_FIRST_SPARE = 8;

	private static final int USED_PER_SPARE = 64;

	private final MemoryMeter memory;

	private @Nullable Column spare;

	private int spareCount;

	private int used;

	ColumnPool(MemoryMeter memory) {
		this.memory = memory;
	}

	/** Returns an empty column for a number of events, up to the largest capacity. */
	Column take(int events) {
		int capacity = Column.capacityFor(events);
		Column column;
		if (capacity == Column.MAX_CAPACITY && this.spareCount > 0) {
			column = dropSpare();
		}
		else {
			column = new Column(capacity);
			this.memory.claim(column.bytes());
		}
		this.used++;
		return column;
	}

	private Column dropSpare() {
		Column column = Objects.requireNonNull(this.spare);
		this.spare = column.nextSpare;
		column.nextSpare = null;
		this.spareCount--;
		return column;
	}

	/** Takes back a column that is no longer referenced. */
	void giveBack(Column column) {
		this.used--;
		if (column.isReusable() && this.spareCount < spareAtMost()) {
			column.clear();
			column.nextSpare = this.spare;
			this.spare = column;
			this.spareCount++;
		}
		else {
			this.memory.release(column.bytes());
		}
		while (this.spareCount > spareAtMost()) {
			this.memory.release(dropSpare().bytes());
		}
	}

	/** Counts a column that was created elsewhere and will be given back here. */
	void adopt() {
		this.used++;
	}

	/** Returns the first spare column, or null. */
	@Nullable Column firstSpare() {
		return this.spare;
	}

	private int spareAtMost() {
		return Math.min(SLOT_COLUMNS, this.used / USED_PER_FIRST_SPARE) + this.used / USED_PER_SPARE;
	}

}
