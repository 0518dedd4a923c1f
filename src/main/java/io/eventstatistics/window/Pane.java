package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * A slice of time that is cut into parts of equal length: the slots of a pane, or smaller
 * panes where a slot would be too long for its offsets. Parts exist from their first
 * event on.
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

	private final long partNanos;

	final @Nullable Slice[] parts;

	/** Parts before this one are empty. */
	int first;

	Pane(long start, long lengthNanos, int parts) {
		super(start, lengthNanos);
		this.partNanos = -Math.floorDiv(-lengthNanos, parts);
		this.parts = new @Nullable Slice[parts];
		this.first = parts;
	}

	/**
	 * Takes in the run of events, from the first of the given ones, that this pane
	 * covers.
	 * @param timestamps in nanoseconds since the epoch
	 * @param values finite numbers, each at the index of its timestamp
	 * @param from the index of the first event, which this pane covers
	 * @param to the index after the last event
	 * @return the index of the first event not taken in
	 */
	@Override
	public int add(long[] timestamps, double[] values, int from, int to) {
		int index = from;
		while (index < to && covers(timestamps[index])) {
			int partEnd = part(timestamps[index]).add(timestamps, values, index, to);
			for (int i = index; i < partEnd; i++) {
				this.summary.add(values[i]);
			}
			index = partEnd;
		}
		return index;
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
		for (int i = Math.max(this.first, indexOf(edge)); i < this.parts.length; i++) {
			Slice part = this.parts[i];
			if (part != null) {
				part.summarize(edge, target);
			}
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
		for (; this.first < cut; this.first++) {
			this.parts[this.first] = null;
		}
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

	private Slice part(long timestamp) {
		int index = indexOf(timestamp);
		Slice part = this.parts[index];
		if (part == null) {
			part = newPart(this.start + index * this.partNanos);
			this.parts[index] = part;
			this.first = Math.min(this.first, index);
		}
		return part;
	}

	private Slice newPart(long partStart) {
		long partLength = Math.min(this.partNanos, end() - partStart);
		return (partLength <= Slot.MAX_NANOS) ? new Slot(partStart, partLength)
				: new Pane(partStart, partLength, INNER_PARTS);
	}

	private int indexOf(long timestamp) {
		return (int) Math.min((timestamp - this.start) / this.partNanos, this.parts.length);
	}

	private void resummarize() {
		this.summary.clear();
		for (int i = this.first; i < this.parts.length; i++) {
			Slice part = this.parts[i];
			if (part != null) {
				this.summary.add(part.summary);
			}
		}
	}

}
