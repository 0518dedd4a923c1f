package io.eventstatistics.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

import io.eventstatistics.window.Statistics;

/**
 * An oracle for windows of many events: two columns, which every question scans. Exact
 * without {@link BigDecimal} for each event, since its values are quarters.
 */
public final class ColumnOracle {

	private static final double QUARTERS = 4;

	/** More than a double, or the middle between two, has: so that ties stay ties. */
	private static final MathContext ENOUGH_DIGITS = new MathContext(1100);

	private long[] timestamps = new long[1024];

	private long[] quarters = new long[1024];

	private int size;

	/**
	 * Returns the value of a number of quarters.
	 * @param quarters how many
	 * @return the value, exact
	 */
	public static double value(int quarters) {
		return quarters / QUARTERS;
	}

	/**
	 * Adds an event.
	 * @param timestamp when it happened
	 * @param value a multiple of a quarter
	 */
	public void add(long timestamp, double value) {
		if (this.size == this.quarters.length) {
			this.timestamps = Arrays.copyOf(this.timestamps, 2 * this.size);
			this.quarters = Arrays.copyOf(this.quarters, 2 * this.size);
		}
		this.timestamps[this.size] = timestamp;
		this.quarters[this.size] = (long) (value * QUARTERS);
		this.size++;
	}

	/**
	 * Removes the events before an edge.
	 * @param edge the oldest timestamp that stays
	 */
	public void removeBefore(long edge) {
		int kept = 0;
		for (int i = 0; i < this.size; i++) {
			if (this.timestamps[i] >= edge) {
				this.timestamps[kept] = this.timestamps[i];
				this.quarters[kept] = this.quarters[i];
				kept++;
			}
		}
		this.size = kept;
	}

	/**
	 * Computes the figures of a span of time.
	 * @param from its first moment
	 * @param to the first moment after it
	 * @return the figures
	 */
	public Statistics statistics(long from, long to) {
		long count = 0;
		long sum = 0;
		long least = Long.MAX_VALUE;
		long greatest = Long.MIN_VALUE;
		for (int i = 0; i < this.size; i++) {
			if (this.timestamps[i] >= from && this.timestamps[i] < to) {
				count++;
				sum += this.quarters[i];
				least = Math.min(least, this.quarters[i]);
				greatest = Math.max(greatest, this.quarters[i]);
			}
		}
		if (count == 0) {
			return Statistics.EMPTY;
		}
		double mean = BigDecimal.valueOf(sum)
			.divide(BigDecimal.valueOf(count).multiply(BigDecimal.valueOf((long) QUARTERS)), ENOUGH_DIGITS)
			.doubleValue();
		return new Statistics(count, least / QUARTERS, greatest / QUARTERS, mean);
	}

	/**
	 * Computes the median of a span of time in which there are events.
	 * @param from its first moment
	 * @return the median, exact
	 */
	public double median(long from) {
		long[] sorted = new long[this.size];
		int count = 0;
		for (int i = 0; i < this.size; i++) {
			if (this.timestamps[i] >= from) {
				sorted[count++] = this.quarters[i];
			}
		}
		Arrays.sort(sorted, 0, count);
		return (sorted[(count - 1) / 2] + sorted[count / 2]) / (2 * QUARTERS);
	}

	/**
	 * Returns how many events are held.
	 * @return the number, 0 or more
	 */
	public int size() {
		return this.size;
	}

}
