package io.eventstatistics.window;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.eventstatistics.window.spread.Distribution;
import io.eventstatistics.window.spread.Ranks;
import io.eventstatistics.window.spread.Spread;
import io.eventstatistics.window.sum.SquareSum;
import org.jspecify.annotations.Nullable;

/**
 * What a question has gathered of some events, from which every figure can be read. No
 * figure depends on the order of the events. How values spread is only noted while it is
 * gathered, which is done under a lock, and added up when a figure is read. Not
 * thread-safe.
 */
public final class Aggregate {

	private final Summary summary = new Summary();

	/** Null where this is not to know how values spread. */
	private final @Nullable List<Spread> spreads;

	/** Values that are in none of the spreads. */
	private double[] loose = {};

	private int looseCount;

	/** For the next quantile, unless memory is wanted. */
	private @Nullable WeakReference<Ranks> ranksOfRoots;

	/**
	 * Creates an aggregate of no events.
	 * @param distribution whether it is to know how the values spread
	 */
	public Aggregate(boolean distribution) {
		this.spreads = distribution ? new ArrayList<>() : null;
	}

	/** Adds what is known of a whole slice: O(1), or O(slots) for how values spread. */
	void add(Slice slice) {
		this.summary.add(slice.summary());
		if (this.spreads != null) {
			slice.addSpreads(this.spreads);
		}
	}

	void add(double value) {
		this.summary.add(value);
		if (this.spreads != null) {
			makeRoom(1);
			this.loose[this.looseCount++] = value;
		}
	}

	/** Adds a run of values whose summary is at hand. */
	void add(Summary summarized, double[] values, int from, int to) {
		this.summary.add(summarized);
		if (this.spreads != null) {
			makeRoom(to - from);
			System.arraycopy(values, from, this.loose, this.looseCount, to - from);
			this.looseCount += to - from;
		}
	}

	/** Whether to {@link #add(Summary, Spread)} how values spread, too. */
	boolean isSpread() {
		return this.spreads != null;
	}

	void add(Summary summarized, @Nullable Spread spread) {
		this.summary.add(summarized);
		if (this.spreads != null && spread != null) {
			this.spreads.add(spread);
		}
	}

	private void makeRoom(int count) {
		if (this.looseCount + count > this.loose.length) {
			this.loose = Arrays.copyOf(this.loose, Math.max(16, 2 * (this.looseCount + count)));
		}
	}

	/**
	 * Returns count, least, greatest and sum of the events.
	 * @return the summary, which is this aggregate's own
	 */
	public Summary summary() {
		return this.summary;
	}

	/**
	 * Returns the variance of the population.
	 * @return the nearest double; where that would be below the least normal double or
	 * infinite, a decimal of 17 digits; NaN where there are no events
	 * @throws IllegalStateException if this does not know how the values spread
	 */
	public Number variance() {
		return isEmpty() ? Double.NaN : squares().variance(this.summary.sum(), this.summary.count());
	}

	/**
	 * Returns the standard deviation of the population.
	 * @return the double nearest to it, ties to even; NaN where there are no events
	 * @throws IllegalStateException if this does not know how the values spread
	 */
	public double standardDeviation() {
		return isEmpty() ? Double.NaN : squares().standardDeviation(this.summary.sum(), this.summary.count());
	}

	/**
	 * Returns a quantile: the value of rank {@code q * (count - 1)}, counted from 0 in
	 * ascending order, where that is between two ranks interpolated linearly.
	 * @param q from 0 to 1
	 * @return the least value for 0, the greatest for 1; else within 1 % of the value or,
	 * where it lies between two of different signs, within 1 % of the greater of their
	 * magnitudes; NaN where there are no events
	 * @throws IllegalStateException if this does not know how the values spread
	 */
	public double quantile(double q) {
		if (isEmpty()) {
			return Double.NaN;
		}
		double rank = q * (this.summary.count() - 1);
		long lower = (long) rank;
		double weight = rank - lower;
		double value = valueAt(lower);
		double next = (weight == 0) ? value : valueAt(lower + 1);
		return (value == next) ? value : value * (1 - weight) + next * weight;
	}

	private double valueAt(long rank) {
		long count = this.summary.count();
		if (rank == 0) {
			return this.summary.min();
		}
		if (rank >= count - 1) {
			return this.summary.max();
		}
		double root = ranksOfRoots().valueAt(rank);
		return Math.min(Math.max(Math.copySign(root * root, root), this.summary.min()), this.summary.max());
	}

	private Ranks ranksOfRoots() {
		Ranks ranks = (this.ranksOfRoots != null) ? this.ranksOfRoots.get() : null;
		if (ranks == null) {
			Distribution all = loose();
			spreads().forEach(all::add);
			ranks = all.ranksOfRoots(this.summary.count());
			this.ranksOfRoots = new WeakReference<>(ranks);
		}
		return ranks;
	}

	private SquareSum squares() {
		SquareSum squares = loose().squares();
		spreads().forEach((spread) -> squares.add(spread.squares()));
		return squares;
	}

	private Distribution loose() {
		Distribution distribution = new Distribution();
		distribution.add(this.loose, 0, this.looseCount);
		return distribution;
	}

	private List<Spread> spreads() {
		if (this.spreads == null) {
			throw new IllegalStateException("this aggregate was not asked to know how values spread");
		}
		return this.spreads;
	}

	private boolean isEmpty() {
		return this.summary.count() == 0;
	}

}
