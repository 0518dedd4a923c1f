package io.eventstatistics.window;

import io.eventstatistics.window.sum.ExactSum;
import io.eventstatistics.window.sum.ExponentSums;

/**
 * A partial aggregate of values: count, least, greatest and exact sum. A commutative
 * monoid: {@link #add(double)} lifts a value, {@link #add(Summary)} combines, a new
 * summary is the identity, and {@link #toStatistics()} lowers. No result depends on the
 * order or the grouping of the values.
 * <p>
 * {@code -0.0} is less than {@code 0.0}, as for {@link Math#min}. Every operation is O(1)
 * in the number of values. Not thread-safe.
 */
public final class Summary {

	private static final int FIELD_BYTES = 40;

	private long count;

	private double min = Double.POSITIVE_INFINITY;

	private double max = Double.NEGATIVE_INFINITY;

	private final ExactSum sum = new ExactSum();

	/**
	 * Adds a value.
	 * @param value a finite number
	 * @throws ArithmeticException if the value is infinite or NaN; nothing is added
	 */
	public void add(double value) {
		this.sum.add(value);
		this.count++;
		if (value <= this.min) {
			this.min = Math.min(this.min, value);
		}
		if (value >= this.max) {
			this.max = Math.max(this.max, value);
		}
	}

	/** Adds a run of values. */
	void add(double[] values, int from, int to) {
		for (int i = from; i < to; i++) {
			add(values[i]);
		}
	}

	/** Adds a run of values; the same as adding each, and faster for a long run. */
	void add(double[] values, int from, int to, ExponentSums scratch) {
		double least = this.min;
		double greatest = this.max;
		for (int i = from; i < to; i++) {
			double value = values[i];
			if (value <= least) {
				least = Math.min(least, value);
			}
			if (value >= greatest) {
				greatest = Math.max(greatest, value);
			}
		}
		scratch.addTo(this.sum, values, from, to);
		this.count += to - from;
		this.min = least;
		this.max = greatest;
	}

	/**
	 * Adds values.
	 * @param newCount the number of values, 0 or more
	 * @param least the least value; positive infinity if there are none
	 * @param greatest the greatest value; negative infinity if there are none
	 * @param total their sum, which does not change
	 */
	public void add(long newCount, double least, double greatest, ExactSum total) {
		this.sum.add(total);
		this.count += newCount;
		this.min = Math.min(this.min, least);
		this.max = Math.max(this.max, greatest);
	}

	/** Makes room for another summary, so that adding it cannot fail. */
	void reserve(Summary other, MemoryMeter memory) {
		int before = this.sum.bytes();
		int growth = this.sum.growth(other.sum);
		memory.claim(growth);
		try {
			this.sum.reserve(other.sum);
		}
		finally {
			memory.claim(this.sum.bytes() - before - growth);
		}
	}

	int bytes() {
		return FIELD_BYTES + this.sum.bytes();
	}

	/**
	 * Merges another summary into this one.
	 * @param other the other summary, which does not change
	 */
	public void add(Summary other) {
		this.count += other.count;
		this.min = Math.min(this.min, other.min);
		this.max = Math.max(this.max, other.max);
		this.sum.add(other.sum);
	}

	/** Resets this to the summary of no values, but keeps the memory. */
	public void clear() {
		this.count = 0;
		this.min = Double.POSITIVE_INFINITY;
		this.max = Double.NEGATIVE_INFINITY;
		this.sum.clear();
	}

	/**
	 * Returns the number of values.
	 * @return the count, 0 or more
	 */
	public long count() {
		return this.count;
	}

	/**
	 * Returns the least value.
	 * @return the value; positive infinity if there are no values
	 */
	public double min() {
		return this.min;
	}

	/**
	 * Returns the greatest value.
	 * @return the value; negative infinity if there are no values
	 */
	public double max() {
		return this.max;
	}

	/**
	 * Returns the sum of the values.
	 * @return the sum, not a copy
	 */
	public ExactSum sum() {
		return this.sum;
	}

	/**
	 * Returns the figures, each rounded once from its exact value.
	 * @return the figures
	 */
	public Statistics toStatistics() {
		if (this.count == 0) {
			return Statistics.EMPTY;
		}
		return new Statistics(this.count, this.min, this.max, this.sum.dividedBy(this.count));
	}

}
