package io.eventstatistics.window;

/**
 * Consecutive events in two parallel arrays, which are not copied. Not thread-safe.
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

	/** Returns the timestamp of the first event; the run must not be empty. */
	long first() {
		return this.timestamps[this.from];
	}

	/** Returns the events before an index. */
	Run until(int end) {
		return new Run(this.timestamps, this.values, this.from, end);
	}

	/**
	 * Returns the longest prefix whose events lie in a span of time.
	 * @param start the start of the span, which includes the first event
	 * @param end the end of the span, exclusive
	 * @param most the largest number of events to return, 1 or more
	 */
	Run within(long start, long end, int most) {
		int last = this.from + Math.min(most, length());
		int index = this.from + 1;
		while (index < last && this.timestamps[index] >= start && this.timestamps[index] < end) {
			index++;
		}
		return until(index);
	}

}
