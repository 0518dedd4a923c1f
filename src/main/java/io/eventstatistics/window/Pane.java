package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A span of time as slots, oldest first, which lie next to each other and never overlap,
 * with the summary of all. Where slots begin depends on the events alone: a slot that is
 * full is split, so few events make few slots and many events in one instant make one.
 * Finding the slot of an event is O(log slots). A question about the events at or after
 * an edge adds up the summaries of the whole slots and asks the one slot that the edge
 * cuts. Not thread-safe.
 *
 * <pre>
 *            edge
 *              v
 *  | gone | cut... | whole | whole | ... | whole |     slots
 * </pre>
 *
 * The technique is that of Li et al., "No pane, no gain: efficient evaluation of
 * sliding-window aggregates over data streams" (2005), on slots that are split as the
 * leaves of a B-tree, after Tangwongsan, Hirzel and Schneider, "Optimal and general
 * out-of-order sliding-window aggregation" (2019).
 */
public final class Pane {

	/** A pane that has as many slots is split. */
	static final int MAX_SLOTS = 256;

	private static final int MIN_SLOTS = 2;

	/** With the suffix summary and the reference that the window's deque has. */
	private static final int FIELD_BYTES = 48 + SuffixSummary.FIELD_BYTES + 8;

	private static final int LIST_BYTES = 24;

	private final Workspace workspace;

	private @Nullable Slot[] slots;

	/** Where each slot starts; the first takes all that is earlier, too. */
	private long[] starts;

	private int size;

	private Summary summary = new Summary();

	private final SuffixSummary rest;

	/** Whether all events are known to be sorted by value. */
	private boolean sealed;

	/** Of all slots, while they are sealed; null where it was not asked for. */
	private @Nullable List<SortedValues> details;

	Pane(Workspace workspace) {
		this(workspace, MIN_SLOTS);
	}

	private Pane(Workspace workspace, int capacity) {
		this.workspace = workspace;
		this.slots = new @Nullable Slot[capacity];
		this.starts = new long[capacity];
		this.rest = new SuffixSummary(workspace.memory());
		workspace.memory().claim(fixedBytes());
	}

	/**
	 * Returns the first moment of this pane; the oldest takes all that is earlier, too.
	 */
	long start() {
		return this.starts[0];
	}

	/** Returns the summary of all events, which is this pane's own. */
	Summary summary() {
		return this.summary;
	}

	int size() {
		return this.size;
	}

	boolean isFull() {
		return this.size == MAX_SLOTS;
	}

	/** Returns the least timestamp of a pane that is not empty. */
	long least() {
		return slot(0).least();
	}

	/** Returns the greatest timestamp of a pane that is not empty. */
	long greatest() {
		return slot(this.size - 1).greatest();
	}

	/** Whether a slot lies wholly before an edge. */
	boolean isExpiring(long edge) {
		return this.size > 0 && slot(0).greatest() < edge;
	}

	/** Whether all slots lie wholly before an edge. */
	boolean isExpired(long edge) {
		return this.size == 0 || greatest() < edge;
	}

	/**
	 * Adds the first events of a run, those that go to one slot. All of them or none are
	 * added; the pane is not full.
	 * @param run events that this pane covers
	 * @param newest whether no pane is newer than this one
	 * @param outer a summary to add the same events to, or null
	 * @return the index of the first event that was not added; the run's first where the
	 * slot had to be split before
	 */
	int add(Run run, boolean newest, @Nullable Summary outer) {
		long first = run.timestamps()[run.from()];
		if (this.size == 0) {
			return addToNewSlot(0, first, run, outer);
		}
		int index = indexOf(first);
		Slot slot = slot(index);
		if (first > slot.greatest()
				&& (slot.isFull() || (newest && index == this.size - 1 && first >= slot.closing()))) {
			return addToNewSlot(index + 1, SplitPoint.roundest(slot.greatest(), first), run, outer);
		}
		if (slot.isFull() && first < slot.least()) {
			return addBefore(index, run, outer);
		}
		if (slot.isFull() && !slot.isInstant()) {
			split(index);
			return run.from();
		}
		Run piece = run.until(endOfPiece(index, run));
		Summary summarized = this.workspace.summarize(piece);
		prepare(slot, piece, summarized, outer);
		add(index, piece, summarized, outer);
		return piece.to();
	}

	/** Adds the events at or after an edge to an aggregate. */
	void summarize(long edge, Aggregate target) {
		if (edge <= least()) {
			target.add(this.summary);
			addDetails(0, target);
			return;
		}
		int cut = indexOf(edge);
		slot(cut).summarize(edge, target);
		target.add(restAfter(cut));
		addDetails(cut + 1, target);
	}

	/** Adds the events at or after a timeline's edge to its steps. */
	void collect(Timeline target) {
		if (target.holdsInOne(least(), greatest())) {
			summarize(target.edge(), target.pointAt(Math.max(least(), target.edge())));
			return;
		}
		for (int i = 0; i < this.size; i++) {
			if (slot(i).greatest() >= target.edge()) {
				slot(i).collect(target);
			}
		}
	}

	/**
	 * Drops the slots that lie wholly before an edge: an edge that moves leaves such
	 * slots, and so does the split of a slot that the edge cuts. Events before the edge
	 * in the slot that it then cuts stay.
	 * @return how many events were dropped
	 */
	long dropBefore(long edge) {
		int end = 0;
		while (end < this.size && slot(end).greatest() < edge) {
			end++;
		}
		if (end == 0) {
			return 0;
		}
		long before = this.summary.count();
		Summary remaining = summaryFrom(end);
		for (int i = 0; i < end; i++) {
			slot(i).release();
		}
		replaceSlots(0, end);
		replaceSummary(remaining);
		return before - remaining.count();
	}

	/**
	 * Removes the events before an edge from the first slot, none of which lies wholly
	 * before it.
	 * @return how many events were removed
	 */
	long removeBefore(long edge) {
		Slot cut = slot(0);
		if (cut.least() >= edge) {
			return 0;
		}
		EventBuffer events = this.workspace.scratch(cut.size());
		cut.copyTo(events.timestamps(), events.values());
		int count = partition(events, cut.size(), edge);
		Slot remaining = slotOf(new Run(events.timestamps(), events.values(), count, cut.size()));
		long before = this.summary.count();
		try {
			this.slots[0] = remaining;
			replaceSummary(summaryFrom(0));
		}
		catch (OutOfMemoryError ex) {
			this.slots[0] = cut;
			remaining.release();
			throw ex;
		}
		cut.release();
		return before - this.summary.count();
	}

	/** Whether so much of the first slot has expired that removing it pays. */
	boolean isWorthCutting(long edge) {
		return this.size > 0 && slot(0).isWorthCutting(edge);
	}

	/**
	 * Returns a pane of the last slots, which stay in this one until it is
	 * {@linkplain #truncate cut}.
	 * @param from the first of them
	 */
	Pane copyFrom(int from) {
		Pane result = new Pane(this.workspace, MAX_SLOTS);
		System.arraycopy(this.slots, from, result.slots, 0, this.size - from);
		System.arraycopy(this.starts, from, result.starts, 0, this.size - from);
		result.size = this.size - from;
		try {
			result.replaceSummary(summaryFrom(from));
		}
		catch (OutOfMemoryError ex) {
			result.releaseFixed();
			throw ex;
		}
		return result;
	}

	/** Forgets the slots from an index on. */
	void truncate(int from, Summary remaining) {
		Arrays.fill(this.slots, from, this.size, null);
		this.size = from;
		this.rest.forget();
		replaceSummary(remaining);
	}

	/** Returns the summary of the slots before an index, whose memory is claimed. */
	Summary summaryUntil(int end) {
		return summary(0, end);
	}

	/** Gives back all memory; the pane is not used any more. */
	void release() {
		for (int i = 0; i < this.size; i++) {
			slot(i).release();
		}
		releaseFixed();
	}

	/** Gives back the memory of a pane whose slots are another's. */
	void releaseFixed() {
		forgetDetails();
		this.workspace.memory().release(fixedBytes() + this.rest.keptBytes());
	}

	/** Returns the memory of this pane and its slots. */
	long bytes() {
		long bytes = fixedBytes() + this.rest.keptBytes() + bytesOf(this.details);
		for (int i = 0; i < this.size; i++) {
			bytes += slot(i).bytes();
		}
		return bytes;
	}

	Slot slot(int index) {
		Slot slot = this.slots[index];
		if (slot == null) {
			throw new IllegalStateException("slot " + index + " is missing");
		}
		return slot;
	}

	/** Returns where a slot starts. */
	long start(int index) {
		return this.starts[index];
	}

	private long fixedBytes() {
		return FIELD_BYTES + this.summary.bytes() + arrayBytes(this.starts.length);
	}

	private static long arrayBytes(int capacity) {
		return MemoryMeter.array(capacity, Integer.BYTES) + MemoryMeter.array(capacity, Long.BYTES);
	}

	private int indexOf(long timestamp) {
		int low = 0;
		int high = this.size - 1;
		while (low < high) {
			int middle = (low + high + 1) >>> 1;
			if (this.starts[middle] <= timestamp) {
				low = middle;
			}
			else {
				high = middle - 1;
			}
		}
		return low;
	}

	/** Returns the end of the events, from the run's first, that a slot takes at once. */
	private int endOfPiece(int index, Run run) {
		Slot slot = slot(index);
		long[] timestamps = run.timestamps();
		long start = (index == 0) ? Long.MIN_VALUE : this.starts[index];
		long end = (index + 1 < this.size) ? this.starts[index + 1] : Long.MAX_VALUE;
		int most = run.length();
		if (slot.isFull()) {
			start = slot.least();
			end = start + 1;
		}
		else {
			most = Math.min(most, slot.roomToCheckpoint());
			end = (timestamps[run.from()] < slot.closing()) ? Math.min(end, slot.closing()) : end;
		}
		return endOfPiece(run, start, end, most);
	}

	private static int endOfPiece(Run run, long start, long end, int most) {
		long[] timestamps = run.timestamps();
		int last = run.from() + Math.min(most, run.length());
		int index = run.from() + 1;
		while (index < last && timestamps[index] >= start && timestamps[index] < end) {
			index++;
		}
		return index;
	}

	private int addToNewSlot(int index, long start, Run run, @Nullable Summary outer) {
		long end = (index < this.size) ? this.starts[index] : Long.MAX_VALUE;
		return insert(index, start, run.until(endOfPiece(run, start, end, Slot.FIRST_CHECKPOINT)), outer);
	}

	/** Adds events earlier than all of a full slot to a new one. */
	private int addBefore(int index, Run run, @Nullable Summary outer) {
		long boundary = SplitPoint.roundest(run.timestamps()[run.from()], slot(index).least());
		long start = (index == 0) ? Long.MIN_VALUE : this.starts[index];
		int end = insert(index, this.starts[index], run.until(endOfPiece(run, start, boundary, Slot.FIRST_CHECKPOINT)),
				outer);
		this.starts[index + 1] = boundary;
		return end;
	}

	private int insert(int index, long start, Run piece, @Nullable Summary outer) {
		makeRoom();
		Summary summarized = this.workspace.summarize(piece);
		Slot slot = new Slot(this.workspace);
		try {
			prepare(slot, piece, summarized, outer);
		}
		catch (OutOfMemoryError ex) {
			slot.release();
			throw ex;
		}
		insert(index, start, slot);
		add(index, piece, summarized, outer);
		return piece.to();
	}

	private void prepare(Slot slot, Run piece, Summary summarized, @Nullable Summary outer) {
		slot.prepare(piece, summarized);
		this.summary.reserve(summarized, this.workspace.memory());
		if (outer != null) {
			outer.reserve(summarized, this.workspace.memory());
		}
	}

	private void add(int index, Run piece, Summary summarized, @Nullable Summary outer) {
		this.sealed = false;
		forgetDetails();
		slot(index).add(piece, summarized);
		this.summary.add(summarized);
		this.rest.changed(index);
		if (outer != null) {
			outer.add(summarized);
		}
	}

	private void split(int index) {
		makeRoom();
		Slot slot = slot(index);
		long boundary = slot.splitPoint();
		EventBuffer events = this.workspace.scratch(slot.size());
		slot.copyTo(events.timestamps(), events.values());
		int count = partition(events, slot.size(), boundary);
		Slot left = slotOf(new Run(events.timestamps(), events.values(), 0, count));
		Slot right;
		try {
			right = slotOf(new Run(events.timestamps(), events.values(), count, slot.size()));
		}
		catch (OutOfMemoryError ex) {
			left.release();
			throw ex;
		}
		this.slots[index] = left;
		insert(index + 1, boundary, right);
		slot.release();
	}

	/** Moves the events before a moment to the front and returns how many they are. */
	private static int partition(EventBuffer events, int size, long moment) {
		long[] timestamps = events.timestamps();
		double[] values = events.values();
		int count = 0;
		for (int i = 0; i < size; i++) {
			long timestamp = timestamps[i];
			if (timestamp < moment) {
				double value = values[i];
				timestamps[i] = timestamps[count];
				values[i] = values[count];
				timestamps[count] = timestamp;
				values[count] = value;
				count++;
			}
		}
		return count;
	}

	private Slot slotOf(Run run) {
		Slot slot = new Slot(this.workspace);
		try {
			Summary summarized = this.workspace.summarize(run);
			slot.prepare(run, summarized);
			slot.add(run, summarized);
		}
		catch (OutOfMemoryError ex) {
			slot.release();
			throw ex;
		}
		return slot;
	}

	private void makeRoom() {
		if (this.size == this.starts.length) {
			int capacity = Math.min(MAX_SLOTS, 2 * this.size);
			@Nullable Slot[] moreSlots = Arrays.copyOf(this.slots, capacity);
			long[] moreStarts = Arrays.copyOf(this.starts, capacity);
			this.workspace.memory().claim(arrayBytes(capacity) - arrayBytes(this.size));
			this.slots = moreSlots;
			this.starts = moreStarts;
		}
	}

	private void insert(int index, long start, Slot slot) {
		System.arraycopy(this.slots, index, this.slots, index + 1, this.size - index);
		System.arraycopy(this.starts, index, this.starts, index + 1, this.size - index);
		this.slots[index] = slot;
		this.starts[index] = start;
		this.size++;
		this.sealed = false;
		forgetDetails();
		this.rest.forget();
	}

	private void replaceSlots(int from, int to) {
		System.arraycopy(this.slots, to, this.slots, from, this.size - to);
		System.arraycopy(this.starts, to, this.starts, from, this.size - to);
		Arrays.fill(this.slots, this.size - (to - from), this.size, null);
		this.size -= to - from;
		this.rest.forget();
	}

	private void replaceSummary(Summary replacement) {
		this.sealed = false;
		forgetDetails();
		this.workspace.memory().release(this.summary.bytes());
		this.summary = replacement;
	}

	private Summary restAfter(int cut) {
		Summary kept = this.rest.after(cut);
		if (kept == null) {
			kept = summaryFrom(cut + 1);
			this.rest.keep(cut, kept);
		}
		return kept;
	}

	private Summary summaryFrom(int from) {
		return summary(from, this.size);
	}

	private Summary summary(int from, int to) {
		Summary result = new Summary();
		for (int i = from; i < to; i++) {
			result.add(slot(i).summary());
		}
		this.workspace.memory().claim(result.bytes());
		return result;
	}

	/**
	 * Hands the events of a slot over to be sorted: the first slot, from where the sealer
	 * has got to, for which it pays.
	 */
	void copyTo(Sealer sealer) {
		boolean allSealed = true;
		for (int i = indexOf(sealer.next()); i < this.size; i++) {
			if (slot(i).greatest() >= sealer.next() && slot(i).copyTo(sealer)) {
				return;
			}
			allSealed &= slot(i).isSealed();
		}
		this.sealed = allSealed && sealer.next() <= least();
		sealer.skipTo(greatest() + 1);
	}

	/** Puts sorted events in place of those that were copied, if they are still here. */
	void install(Sealer sealer) {
		slot(indexOf(sealer.next())).install(sealer);
		forgetDetails();
	}

	/** Whether all events are known to be sorted by value. */
	boolean isSealed() {
		return this.sealed;
	}

	private void addDetails(int from, Aggregate target) {
		if (!target.isDetailed()) {
			return;
		}
		if (from == 0 && this.sealed) {
			target.addSorted(details());
			return;
		}
		for (int i = from; i < this.size; i++) {
			slot(i).addDetails(target);
		}
	}

	/** Of all slots, which are sealed. */
	private List<SortedValues> details() {
		List<SortedValues> kept = this.details;
		if (kept == null) {
			List<SortedValues> all = new ArrayList<>();
			for (int i = 0; i < this.size; i++) {
				slot(i).addTo(all);
			}
			kept = List.copyOf(all);
			this.workspace.memory().claim(bytesOf(kept));
			this.details = kept;
		}
		return kept;
	}

	private void forgetDetails() {
		if (this.details != null) {
			this.workspace.memory().release(bytesOf(this.details));
			this.details = null;
		}
	}

	private static long bytesOf(@Nullable List<SortedValues> kept) {
		return (kept != null) ? LIST_BYTES + MemoryMeter.array(kept.size(), Integer.BYTES) : 0;
	}

}
