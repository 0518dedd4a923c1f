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

	/** Returns the timestamp of the first event, of which there is one. */
	long first() {
		return this.timestamps[this.from];
	}

	/** Returns the events up to an index. */
	Run until(int end) {
		return new Run(this.timestamps, this.values, this.from, end);
	}

	/**
	 * Returns the events, from the first up to one that does not, that lie in a span of
	 * time.
	 * @param start of the span, which the first event lies in
	 * @param end of the span, exclusive
	 * @param most how many events to return at most, 1 or more
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
