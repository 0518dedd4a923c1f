package io.eventstatistics.window;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

/**
 * Hands out panes and what they are made of, and takes back what has left the window, so
 * that a steady flow of events allocates nothing. It keeps at most what about two panes
 * need at the present rate: the memory of a spike goes back to the heap. Not thread-safe.
 */
public final class PaneSupply {

	private static final int SPARE_PANES = 2;

	/** More than the edges that queries are likely to take turns at. */
	private static final int FRINGES = 8;

	/** Runs at least as long are summarized once for all that they count in. */
	static final int LONG_RUN = 8;

	/** Of the long run that a pane has just taken in. */
	final Summary run = new Summary();

	/** Where staged events are sorted. */
	final Stage sorted = new Stage();

	final int[] partEnds = new int[PaneLayout.SLOTS];

	private final Summary scratch = new Summary();

	private final PaneLayout layout;

	private final ArrayDeque<Stage> spareStages = new ArrayDeque<>();

	private final ArrayDeque<Pane> sparePanes = new ArrayDeque<>(SPARE_PANES);

	private final @Nullable Fringe[] fringes = new @Nullable Fringe[FRINGES];

	private int nextFringe;

	private Slot.@Nullable Chunk spare;

	private int spareChunks;

	/** Chunks handed out since the last new pane, and between that and the one before. */
	private int taken;

	private int takenBefore;

	/**
	 * Creates a supply for one window.
	 * @param layout how time is cut
	 */
	public PaneSupply(PaneLayout layout) {
		this.layout = layout;
	}

	/**
	 * Returns the length of a pane.
	 * @return the length in nanoseconds
	 */
	public long paneNanos() {
		return this.layout.paneNanos();
	}

	/**
	 * Returns an empty pane.
	 * @param timestamp a moment that the pane covers, in nanoseconds since the epoch
	 * @return the pane
	 */
	public Pane paneAt(long timestamp) {
		this.takenBefore = this.taken;
		this.taken = 0;
		if (this.spareChunks > 2 * this.takenBefore) {
			dropChunks();
		}
		Pane pane = this.sparePanes.pollLast();
		if (pane == null) {
			pane = new Pane(this, this.layout.paneNanos(), PaneLayout.SLOTS);
		}
		pane.start = timestamp - Math.floorMod(timestamp, this.layout.paneNanos());
		return pane;
	}

	/**
	 * Takes back a pane that has left the window. One that left slot by slot is used
	 * again; one that left at once, after an idle, is not walked through.
	 * @param pane the pane, not used any more
	 */
	public void takeBack(Pane pane) {
		if (pane.isNearlyDrained() && this.sparePanes.size() < SPARE_PANES) {
			pane.clear();
			this.sparePanes.addLast(pane);
		}
	}

	/** Gives all memory back to the heap, for a window that is empty. */
	public void release() {
		dropChunks();
		this.sparePanes.clear();
		this.spareStages.clear();
	}

	/**
	 * Adds the run of events that a pane has just taken in to a summary around it.
	 * @param target the summary
	 * @param values the values that were given to the pane
	 * @param from the index of the run's first
	 * @param to the index after its last
	 */
	public void addRun(Summary target, double[] values, int from, int to) {
		if (to - from < LONG_RUN) {
			target.add(values, from, to);
		}
		else {
			target.add(this.run);
		}
	}

	/** Prepares {@link #addRun}. */
	void summarizeRun(double[] values, int from, int to) {
		if (to - from >= LONG_RUN) {
			this.run.clear();
			this.run.add(values, from, to);
		}
	}

	/** Adds values to a summary by way of one that has the memory for doing it fast. */
	void addAll(Summary target, double[] values, int from, int to) {
		if (to - from < LONG_RUN) {
			target.add(values, from, to);
		}
		else {
			this.scratch.clear();
			this.scratch.add(values, from, to);
			target.add(this.scratch);
		}
	}

	Stage stage() {
		Stage stage = this.spareStages.pollLast();
		return (stage != null) ? stage : new Stage();
	}

	void takeBack(Stage stage) {
		stage.size = 0;
		this.spareStages.addLast(stage);
	}

	Slot.Chunk chunk() {
		this.taken++;
		Slot.Chunk chunk = this.spare;
		if (chunk == null) {
			return new Slot.Chunk();
		}
		this.spare = chunk.previous;
		this.spareChunks--;
		chunk.previous = null;
		chunk.size = 0;
		return chunk;
	}

	/** Takes back a list of chunks, unless there are enough: O(1). */
	void takeBack(Slot.Chunk newest, Slot.Chunk oldest, int count) {
		if (this.spareChunks < Math.max(this.taken, this.takenBefore)) {
			oldest.previous = this.spare;
			this.spare = newest;
			this.spareChunks += count;
		}
	}

	/** Returns a fringe, taking it away from the slot that has had it for longest. */
	Fringe fringe() {
		Fringe fringe = this.fringes[this.nextFringe];
		if (fringe == null) {
			fringe = new Fringe();
			this.fringes[this.nextFringe] = fringe;
		}
		this.nextFringe = (this.nextFringe + 1) % FRINGES;
		return fringe;
	}

	private void dropChunks() {
		this.spare = null;
		this.spareChunks = 0;
	}

}
