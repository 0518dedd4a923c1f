package io.eventstatistics.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import io.eventstatistics.window.sum.SquareSum;

/**
 * The partial aggregate that knows how values spread: the exact sum of their squares and
 * a quantile sketch. A commutative monoid: adding values lifts, adding another combines,
 * a new one is the identity. No result depends on the order or the grouping of the
 * values.
 * <p>
 * Adding a value is O(1), some 15 ns; combining is linear in the sketch's bins, of which
 * there are 50 for each factor of e between the least and the greatest magnitude: for a
 * log-normal some 400, 3 KiB. Not thread-safe.
 */
final class Distribution {

	/*
	 * The sketch is a DDSketch (Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable
	 * quantile sketch with relative-error guarantees", 2019). Its own range leaves out
	 * the subnormal doubles and the very greatest, so it is given the square root of each
	 * magnitude, which is always well inside. A root within e is a value within 2e + e^2:
	 * the sketch's error is chosen for that to be 1 %.
	 */

	private static final double RELATIVE_ERROR = 0.01;

	private static final IndexMapping MAPPING = new CubicallyInterpolatedMapping(Math.sqrt(1 + RELATIVE_ERROR) - 1);

	final SquareSum squares = new SquareSum();

	private final DDSketch roots = new DDSketch(MAPPING, UnboundedSizeDenseStore::new);

	/** Adds a finite value. */
	void add(double value) {
		this.squares.add(value);
		this.roots.accept(Math.copySign(Math.sqrt(Math.abs(value)), value));
	}

	/** Adds a run of finite values. */
	void add(double[] values, int from, int to) {
		for (int i = from; i < to; i++) {
			add(values[i]);
		}
	}

	/** Adds all that another holds. */
	void add(Distribution other) {
		this.squares.add(other.squares);
		this.roots.mergeWith(other.roots);
	}

	/**
	 * Returns the square roots of the values by rank, each within the sketch's error.
	 * @param count how many values this holds
	 */
	Ranks ranksOfRoots(long count) {
		return new Ranks(this.roots, count);
	}

}
