package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * A slice of time that is cut into parts of equal length: slots, or smaller panes where a
 * slot would hold too many events or be too long for its offsets. Parts exist from their
 * first event on.
 * <p>
 * An event goes to its own part whatever the order of arrival: O(1). A question about the
 * events at or after an edge adds up the summaries of the whole parts and asks the one
 * part that the edge cuts, so its cost does not grow with the number of events. Not
 * thread-safe.
 *
 * <pre>
 *            edge
 *              v
 *  | gone | cut... | whole | whole | ... | whole |     parts
 * </pre>
 *
 * The technique is that of Li et al., "No pane, no gain: efficient evaluation of
 * sliding-window aggregates over data streams" (2005).
 */
public final class Pane extends Slice {

	/** Parts of a pane within a pane. */
	private static final int INNER_PARTS = 16;

	private static final int NOT_SUMMARIZED = Integer.MAX_VALUE;

	final @Nullable Slice[] parts;

	/** Parts before this one are empty. */
	int first;

	private final long partLength;

	private final Summary summary = new Summary();

	/** Of the parts after {@link #restAfter}, where that is one. */
	private final Summary rest = new Summary();

	private int restAfter = NOT_SUMMARIZED;

	Pane(PaneSupply supply, long length, int parts) {
		super(supply, length);
		this.partLength = -Math.floorDiv(-length, parts);
		this.parts = new @Nullable Slice[parts];
		this.first = parts;
	}

	@Override
	public int addRun(long[] timestamps, double[] values, int from, int to) {
		int index = indexOf(timestamps[from]);
		int runEnd = part(index).addRun(timestamps, values, from, to);
		this.supply.addRun(this.summary, values, from, runEnd);
		if (index > this.restAfter) {
			this.restAfter = NOT_SUMMARIZED;
		}
		return runEnd;
	}

	@Override
	Summary summary() {
		return this.summary;
	}

	@Override
	boolean isEmpty() {
		return this.summary.count() == 0;
	}

	/**
	 * Adds the events at or after an edge to a summary.
	 * @param edge nanoseconds since the epoch
	 * @param target what they are added to
	 */
	@Override
	public void summarize(long edge, Summary target) {
		if (edge <= this.start) {
			target.add(this.summary);
			return;
		}
		int cut = indexOf(edge);
		if (cut < this.parts.length) {
			Slice part = this.parts[cut];
			if (part != null) {
				part.summarize(edge, target);
			}
			target.add(restAfter(cut));
		}
	}

	/**
	 * Drops the parts that lie wholly before an edge. The events before the edge in the
	 * part that it cuts stay.
	 * @param edge nanoseconds since the epoch
	 */
	public void dropBefore(long edge) {
		int cut = indexOf(edge);
		if (cut <= this.first) {
			return;
		}
		drop(cut);
		resummarize();
	}

	/**
	 * Forgets every event before an edge, those in the part that it cuts too, so that
	 * none comes back where the edge moves back.
	 * @param edge nanoseconds since the epoch
	 */
	@Override
	public void removeBefore(long edge) {
		dropBefore(edge);
		Slice part = (this.first < this.parts.length) ? this.parts[this.first] : null;
		if (part != null && edge > part.start) {
			part.removeBefore(edge);
			resummarize();
		}
	}

	@Override
	void clear() {
		drop(this.parts.length);
		resummarize();
	}

	/** Whether no part is left but perhaps the last. */
	boolean isNearlyDrained() {
		return this.first >= this.parts.length - 1;
	}

	private void drop(int end) {
		for (; this.first < end; this.first++) {
			Slice part = this.parts[this.first];
			if (part instanceof Slot) {
				part.clear();
			}
			else if (part != null) {
				part.clear();
				this.parts[this.first] = null;
			}
		}
	}

	/** Returns a part with room for an event. */
	private Slice part(int index) {
		Slice part = this.parts[index];
		if (part == null || part.isEmpty()) {
			part = emptyPart(index, part);
		}
		else if (part instanceof Slot slot && slot.isFull()) {
			part = new Pane(this.supply, slot.length, INNER_PARTS);
			part.start = slot.start;
			slot.moveTo(part);
			this.parts[index] = part;
		}
		return part;
	}

	private Slice emptyPart(int index, @Nullable Slice used) {
		long partStart = this.start + index * this.partLength;
		long length = Math.min(this.partLength, end() - partStart);
		Slice part = used;
		if (part == null) {
			part = (length <= Slot.MAX_NANOS) ? new Slot(this.supply, length)
					: new Pane(this.supply, length, INNER_PARTS);
			this.parts[index] = part;
		}
		part.start = partStart;
		this.first = Math.min(this.first, index);
		return part;
	}

	private int indexOf(long timestamp) {
		return (int) Math.min((timestamp - this.start) / this.partLength, this.parts.length);
	}

	private void resummarize() {
		this.restAfter = NOT_SUMMARIZED;
		summarizeParts(this.first, this.summary);
	}

	private Summary restAfter(int cut) {
		if (this.restAfter != cut) {
			summarizeParts(cut + 1, this.rest);
			this.restAfter = cut;
		}
		return this.rest;
	}

	private void summarizeParts(int from, Summary target) {
		target.clear();
		for (int i = from; i < this.parts.length; i++) {
			Slice part = this.parts[i];
			if (part != null) {
				target.add(part.summary());
			}
		}
	}

}
