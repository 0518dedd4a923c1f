package io.eventstatistics.window.spread;

import java.util.Arrays;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.store.Store;

/**
 * The bins of a sketch in ascending order of their values, each with how many values are
 * in it and below it: for several ranks to be looked up after one pass. Building is
 * linear in the bins, looking up logarithmic. Immutable.
 *
 * <pre>
 *  | bins below zero | bin of zero | bins above zero |
 *                      negatives
 * </pre>
 */
public final class Ranks {

	private final DDSketch sketch;

	private int[] bins = new int[512];

	private long[] ends = new long[512];

	private int size;

	/** How many of the bins are below zero. */
	private final int negatives;

	/**
	 * Looks at a sketch.
	 * @param count how many values it holds
	 */
	Ranks(DDSketch sketch, long count) {
		this.sketch = sketch;
		append(sketch.getNegativeValueStore());
		this.negatives = this.size;
		reverse();
		append(0, 0);
		append(sketch.getPositiveValueStore());
		accumulate(count);
	}

	/**
	 * Returns a value.
	 * @param rank from 0 to below the count, in ascending order
	 * @return the value of the rank, within the sketch's error
	 */
	public double valueAt(long rank) {
		int found = Arrays.binarySearch(this.ends, 0, this.size, rank + 1);
		int bin = (found >= 0) ? found : -1 - found;
		while (bin > 0 && this.ends[bin - 1] > rank) {
			bin--;
		}
		if (bin == this.negatives) {
			return 0;
		}
		double value = this.sketch.getIndexMapping().value(this.bins[bin]);
		return (bin < this.negatives) ? -value : value;
	}

	private void append(Store store) {
		store.forEach((bin, count) -> append(bin, (long) count));
	}

	private void append(int bin, long count) {
		if (this.size == this.bins.length) {
			this.bins = Arrays.copyOf(this.bins, 2 * this.size);
			this.ends = Arrays.copyOf(this.ends, 2 * this.size);
		}
		this.bins[this.size] = bin;
		this.ends[this.size] = count;
		this.size++;
	}

	private void reverse() {
		for (int i = 0, j = this.size - 1; i < j; i++, j--) {
			int bin = this.bins[i];
			this.bins[i] = this.bins[j];
			this.bins[j] = bin;
			long count = this.ends[i];
			this.ends[i] = this.ends[j];
			this.ends[j] = count;
		}
	}

	/** What no bin holds is zero. */
	private void accumulate(long count) {
		long inBins = Arrays.stream(this.ends, 0, this.size).sum();
		this.ends[this.negatives] = count - inBins;
		for (int i = 1; i < this.size; i++) {
			this.ends[i] += this.ends[i - 1];
		}
	}

}
