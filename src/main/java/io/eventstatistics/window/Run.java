package io.eventstatistics.window;

/**
 * Consecutive events of two columns, those from one index to before another. The columns
 * are not copied. Not thread-safe.
 *
 * @param timestamps nanoseconds since the epoch
 * @param values finite numbers, each at the index of its timestamp
 * @param from the index of the first event
 * @param to the index after the last event
 */
public record Run(long[] timestamps, double[] values, int from, int to) {

	/**
	 * Returns how many events there are.
	 * @return the number, 0 or more
	 */
	public int length() {
		return this.to - this.from;
	}

	/** Returns the events up to an index. */
	Run until(int end) {
		return new Run(this.timestamps, this.values, this.from, end);
	}

}
