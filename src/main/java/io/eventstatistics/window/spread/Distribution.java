package io.eventstatistics.window.spread;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.PaginatedStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import io.eventstatistics.window.sum.SquareSum;

/**
 * The partial aggregate that knows how values spread: the exact sum of their squares and
 * a quantile sketch. A commutative monoid: adding values lifts, adding another combines,
 * a new one is the identity. No result depends on the order or the grouping of the
 * values.
 * <p>
 * Adding a value is O(1), some 15 ns; combining is linear in the sketch's bins, of which
 * there are 50 for each factor of e between the least and the greatest magnitude: for a
 * log-normal some 400, 3 KiB; over the whole range of doubles 73,000 for either sign. Not
 * thread-safe.
 */
public final class Distribution implements Spread {

	/*
	 * The sketch is a DDSketch (Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable
	 * quantile sketch with relative-error guarantees", 2019). Its own range leaves out
	 * the subnormal doubles and the very greatest, so it is given the square root of each
	 * magnitude, which is always well inside. A root within e is a value within 2e + e^2:
	 * the sketch's error is chosen for that to be 1 %.
	 */

	private static final double RELATIVE_ERROR = 0.01;

	private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(Math.sqrt(1 + RELATIVE_ERROR) - 1);

	/** As many bins, used or not, take 35 KiB. */
	private static final int MAX_SPAN = 4096;

	private final SquareSum squares = new SquareSum();

	private final DDSketch roots = new DDSketch(MAPPING, PaginatedStore::new);

	/**
	 * Adds a run of values.
	 * @param values finite numbers
	 * @param from the index of the first
	 * @param to the index after the last
	 */
	public void add(double[] values, int from, int to) {
		for (int i = from; i < to; i++) {
			this.squares.add(values[i]);
			this.roots.accept(Math.copySign(Math.sqrt(Math.abs(values[i])), values[i]));
		}
	}

	/**
	 * Adds all that another holds.
	 * @param other the other, left as it is
	 */
	public void add(Spread other) {
		this.squares.add(other.squares());
		other.addRootsTo(this.roots);
	}

	@Override
	public SquareSum squares() {
		return this.squares;
	}

	@Override
	public void addRootsTo(DDSketch target) {
		target.mergeWith(this.roots);
	}

	/**
	 * Returns the same in a form to keep.
	 * @return this, or where the values lie far apart, {@linkplain #pack() packed}
	 */
	public Spread toKeep() {
		int span = span(this.roots.getNegativeValueStore()) + span(this.roots.getPositiveValueStore());
		return (span <= MAX_SPAN) ? this : pack();
	}

	private static int span(Store store) {
		return store.isEmpty() ? 0 : store.getMaxIndex() - store.getMinIndex() + 1;
	}

	/**
	 * Returns the same in little memory, which takes more time to add.
	 * @return what this holds now
	 */
	public PackedDistribution pack() {
		return new PackedDistribution(this.squares, this.roots);
	}

	/**
	 * Returns the square roots of the values by rank, each within the sketch's error.
	 * @param count how many values this holds
	 * @return the ranks
	 */
	public Ranks ranksOfRoots(long count) {
		return new Ranks(this.roots, count);
	}

}
