package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.window.spread.Distribution;
import io.eventstatistics.window.spread.KeptSpread;
import io.eventstatistics.window.spread.Spread;
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

	/** Parts before this one were dropped, and staged events can be in none of them. */
	private int dropped;

	private final long partLength;

	private final Summary summary = new Summary();

	/** Of the parts after {@link #restAfter}, where that is one. */
	private final Summary rest = new Summary();

	private int restAfter = NOT_SUMMARIZED;

	private final KeptSpread restSpread = new KeptSpread();

	private final KeptSpread spread = new KeptSpread();

	/** Events that are not in their parts yet. */
	private @Nullable Stage stage;

	Pane(PaneSupply supply, long length, int parts) {
		super(supply, length);
		this.partLength = -Math.floorDiv(-length, parts);
		this.parts = new @Nullable Slice[parts];
		this.first = parts;
	}

	/**
	 * Takes in a run of the events that this pane covers, from the first of the given
	 * ones: those of one slot, or as many as can be staged.
	 * @param timestamps in nanoseconds since the epoch
	 * @param values finite numbers, each at the index of its timestamp
	 * @param from the index of the first event, which this pane covers
	 * @param to the index after the last event
	 * @return the index of the first event not taken in
	 */
	public int addRun(long[] timestamps, double[] values, int from, int to) {
		int index = indexOf(timestamps[from]);
		int runEnd = endOfSlotRun(index, timestamps, from, to);
		if (runEnd - from >= PaneSupply.LONG_RUN) {
			runEnd = addToPart(index, timestamps, values, from, runEnd);
		}
		else {
			runEnd = stage(timestamps, values, from, endOfRun(timestamps, runEnd, to));
			this.supply.summarizeRun(values, from, runEnd);
		}
		this.supply.addRun(this.summary, values, from, runEnd);
		return runEnd;
	}

	@Override
	int addToSlot(long[] timestamps, double[] values, int from, int to, boolean summarized) {
		int index = indexOf(timestamps[from]);
		int runEnd = part(index).addToSlot(timestamps, values, from, to, summarized);
		if (index > this.restAfter) {
			this.restAfter = NOT_SUMMARIZED;
		}
		if (summarized && runEnd == to) {
			this.summary.add(this.supply.run);
		}
		else {
			this.supply.addAll(this.summary, values, from, runEnd);
		}
		return runEnd;
	}

	/**
	 * Returns how many events this pane holds.
	 * @return the number, 0 or more
	 */
	public long count() {
		return this.summary.count();
	}

	/**
	 * Returns the first moment of the oldest part that holds events.
	 * @return nanoseconds since the epoch; the end where there is none
	 */
	public long oldest() {
		unstage();
		for (int i = this.first; i < this.parts.length; i++) {
			Slice part = this.parts[i];
			if (part != null && !part.isEmpty()) {
				return part.start;
			}
		}
		return end();
	}

	/**
	 * Returns the summary of all that this pane holds.
	 * @return the summary, which is this pane's own
	 */
	@Override
	public Summary summary() {
		return this.summary;
	}

	@Override
	boolean isEmpty() {
		return this.summary.count() == 0;
	}

	@Override
	void addSpreads(List<Spread> target) {
		Spread whole = this.spread.of(count());
		if (whole != null) {
			target.add(whole);
			return;
		}
		unstage();
		addSpreads(this.first, target);
	}

	/**
	 * Brings up to date what is known of how values spread, in steps that take little
	 * time each; adding up the parts is such a step, too.
	 * @param most how many events are worked off at most
	 * @return 0 where all is up to date, or else the most
	 */
	@Override
	public int lift(int most) {
		if (this.spread.of(count()) != null) {
			return 0;
		}
		unstage();
		int count = 0;
		for (int i = this.first; i < this.parts.length && count < most; i++) {
			Slice part = this.parts[i];
			if (part != null && !part.isEmpty()) {
				count += part.lift(most - count);
			}
		}
		if (count < most) {
			this.spread.keep(spreadFrom(this.first), count());
		}
		return most;
	}

	/**
	 * Adds the events at or after an edge to an aggregate.
	 * @param edge nanoseconds since the epoch
	 * @param target what they are added to
	 */
	@Override
	public void summarize(long edge, Aggregate target) {
		if (edge <= this.start) {
			target.add(this);
			return;
		}
		unstage();
		int cut = indexOf(edge);
		if (cut < this.parts.length) {
			Slice part = this.parts[cut];
			if (part != null) {
				part.summarize(edge, target);
			}
			target.add(restAfter(cut), target.isSpread() ? restSpread() : null);
		}
	}

	/**
	 * Adds the events that count to the steps of a timeline.
	 * @param target what they are added to
	 */
	@Override
	public void collect(Timeline target) {
		if (target.holdsInOne(this)) {
			summarize(target.edge(), target.pointAt(Math.max(this.start, target.edge())));
			return;
		}
		unstage();
		for (int i = this.first; i < this.parts.length; i++) {
			Slice part = this.parts[i];
			if (part != null && !part.isEmpty() && part.end() > target.edge()) {
				part.collect(target);
			}
		}
	}

	/**
	 * Drops the parts that lie wholly before an edge. The events before the edge in the
	 * part that it cuts stay.
	 * @param edge nanoseconds since the epoch
	 */
	public void dropBefore(long edge) {
		int end = indexOf(edge);
		if (end > this.dropped) {
			unstage();
			drop(end);
		}
	}

	/**
	 * Forgets every event before an edge, those in the part that it cuts too, so that
	 * none comes back where the edge moves back.
	 * @param edge nanoseconds since the epoch
	 */
	@Override
	public void removeBefore(long edge) {
		unstage();
		drop(indexOf(edge));
		this.dropped = 0;
		Slice part = (this.first < this.parts.length) ? this.parts[this.first] : null;
		if (part != null && edge > part.start) {
			part.removeBefore(edge);
			resummarize();
		}
	}

	@Override
	void clear() {
		unstage();
		drop(this.parts.length);
		this.dropped = 0;
	}

	/** Whether no part is left but perhaps the last. */
	boolean isNearlyDrained() {
		return this.first >= this.parts.length - 1;
	}

	private void drop(int end) {
		this.dropped = end;
		if (end <= this.first) {
			return;
		}
		for (; this.first < end; this.first++) {
			Slice part = this.parts[this.first];
			if (part != null) {
				part.clear();
			}
			if (part instanceof Pane) {
				this.parts[this.first] = null;
			}
		}
		resummarize();
	}

	private int endOfSlotRun(int index, long[] timestamps, int from, int to) {
		long partStart = this.start + index * this.partLength;
		int end = from + 1;
		while (end < to && timestamps[end] >= partStart && timestamps[end] - partStart < this.partLength) {
			end++;
		}
		return end;
	}

	private int addToPart(int index, long[] timestamps, double[] values, int from, int to) {
		this.supply.summarizeRun(values, from, to);
		int runEnd = part(index).addToSlot(timestamps, values, from, to, true);
		if (runEnd < to) {
			this.supply.summarizeRun(values, from, runEnd);
		}
		if (index > this.restAfter) {
			this.restAfter = NOT_SUMMARIZED;
		}
		return runEnd;
	}

	private int stage(long[] timestamps, double[] values, int from, int to) {
		Stage target = this.stage;
		if (target == null) {
			target = this.supply.stage();
			this.stage = target;
		}
		else if (target.isFull()) {
			sort(target);
		}
		return target.add(timestamps, values, from, to);
	}

	void unstage() {
		Stage staged = this.stage;
		if (staged != null) {
			sort(staged);
			this.supply.takeBack(staged);
			this.stage = null;
		}
	}

	/** Sorts staged events into their parts. */
	private void sort(Stage staged) {
		Stage sorted = this.supply.sorted;
		int[] ends = this.supply.partEnds;
		sorted.sortInto(this, staged, ends);
		int index = 0;
		for (int part = 0; part < this.parts.length; part++) {
			while (index < ends[part]) {
				index = part(part).addToSlot(sorted.timestamps, sorted.values, index, ends[part], false);
			}
		}
		this.restAfter = NOT_SUMMARIZED;
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

	int indexOf(long timestamp) {
		return (int) Math.min((timestamp - this.start) / this.partLength, this.parts.length);
	}

	private void resummarize() {
		this.spread.forget();
		this.restAfter = NOT_SUMMARIZED;
		summarizeParts(this.first, this.summary);
	}

	private Summary restAfter(int cut) {
		if (this.restAfter != cut) {
			summarizeParts(cut + 1, this.rest);
			this.restAfter = cut;
			this.restSpread.forget();
		}
		return this.rest;
	}

	/** Of the same parts as the rest. */
	private Spread restSpread() {
		Spread kept = this.restSpread.of(this.rest.count());
		if (kept == null) {
			kept = spreadFrom(this.restAfter + 1);
			this.restSpread.keep(kept, this.rest.count());
		}
		return kept;
	}

	private Spread spreadFrom(int from) {
		List<Spread> spreads = new ArrayList<>();
		addSpreads(from, spreads);
		Distribution all = new Distribution();
		spreads.forEach(all::add);
		return all.toKeep();
	}

	private void addSpreads(int from, List<Spread> target) {
		for (int i = from; i < this.parts.length; i++) {
			Slice part = this.parts[i];
			if (part != null && !part.isEmpty()) {
				part.addSpreads(target);
			}
		}
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
