package io.eventstatistics.window.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.eventstatistics.window.rank.Pivots.Bounds;

/**
 * Selects the exact values of some ranks from many sorted columns.
 * <p>
 * For each rank, or pair of neighbouring ranks, a sample of all columns gives two bounds
 * that very likely enclose it. A binary search in each column counts the values below the
 * lower bound. The values between the bounds are copied, and quickselect finds the ranks
 * among them. If these values are too many to copy, the columns are narrowed to them and
 * sampled again. Bounds that miss a rank cost another pass; the result is always exact.
 * <p>
 * Expected time is O(m log(n/m)) for n values in m columns, as in Frederickson and
 * Johnson, <em>The complexity of selection and ranking in X+Y and matrices with sorted
 * columns</em> (1982); the choice of bounds from a sample follows Floyd and Rivest,
 * <em>Expected time bounds for selection</em> (1975). Takes four integers a column, and a
 * buffer of at most 16 values a column or 64 KB.
 * <p>
 * Thread-safe: columns are only read.
 */
public final class ColumnSelection {

	/** Columns of up to this length on average are copied as a whole. */
	private static final long SHORT_COLUMN = 8;

	private static final long COPIES_PER_COLUMN = 16;

	private static final int MIN_BUFFER = 8192;

	private final Brackets brackets;

	private final Pivots pivots;

	private final double[] buffer;

	private final long[] ranks;

	private final double[] found;

	private ColumnSelection(SortedColumn[] columns, long[] ranks) {
		this.brackets = new Brackets(columns);
		long size = this.brackets.size();
		this.pivots = new Pivots(this.brackets, columns.length);
		this.buffer = new double[bufferSize(size, columns.length)];
		this.ranks = ranks;
		this.found = new double[ranks.length];
	}

	/** Returns the largest number of values that are copied in one pass. */
	private static int bufferSize(long values, int columns) {
		long all = Math.min(values, SHORT_COLUMN * columns);
		long some = Math.min(values / 16, COPIES_PER_COLUMN * columns);
		return (int) Math.max(MIN_BUFFER, Math.max(all, some));
	}

	/**
	 * Returns the values that would be at some ranks if all columns were sorted into one.
	 * @param columns the columns; empty ones are allowed
	 * @param ranks the ranks, from 0 for the smallest value, in any order
	 * @return the values, in the order of the ranks
	 * @throws IndexOutOfBoundsException if a rank is negative, or not below the number of
	 * values
	 */
	public static double[] select(Collection<SortedColumn> columns, long... ranks) {
		long[] distinct = Arrays.stream(ranks).sorted().distinct().toArray();
		SortedColumn[] filled = columns.stream().filter((column) -> column.size() > 0).toArray(SortedColumn[]::new);
		if (filled.length == 1) {
			return Arrays.stream(ranks).mapToDouble(filled[0]::get).toArray();
		}
		ColumnSelection selection = new ColumnSelection(filled, distinct);
		for (long rank : distinct) {
			Objects.checkIndex(rank, selection.brackets.size());
		}
		selection.run();
		return Arrays.stream(ranks)
			.mapToDouble((rank) -> selection.found[Arrays.binarySearch(distinct, rank)])
			.toArray();
	}

	private void run() {
		if (this.ranks.length == 0) {
			return;
		}
		long size = this.brackets.size();
		if (size <= this.buffer.length) {
			gather(0, this.ranks.length, new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, size));
			return;
		}
		List<int[]> groups = groups();
		Bounds[] bounds = this.pivots
			.enclose(groups.stream().map((group) -> ranks(group[0], group[1])).toArray(long[][]::new));
		for (int i = 0; i < bounds.length; i++) {
			if (i > 0) {
				this.brackets.open();
			}
			search(groups.get(i)[0], groups.get(i)[1], bounds[i]);
		}
	}

	/** Returns the start and end of each rank or pair of neighbouring ranks. */
	private List<int[]> groups() {
		List<int[]> groups = new ArrayList<>();
		int start = 0;
		while (start < this.ranks.length) {
			int next = start + 1;
			boolean pair = next < this.ranks.length && this.ranks[next] == this.ranks[start] + 1;
			int end = pair ? next + 1 : next;
			groups.add(new int[] { start, end });
			start = end;
		}
		return groups;
	}

	private long[] ranks(int start, int end) {
		return new long[] { this.ranks[start], this.ranks[end - 1] };
	}

	private void search(int start, int end, Bounds firstBounds) {
		Bounds bounds = firstBounds;
		while (!found(start, end, bounds)) {
			long size = this.brackets.size();
			double separator = this.brackets.narrow(bounds.lower(), bounds.upper(), this.ranks[start],
					this.ranks[end - 1]);
			if (!Double.isNaN(separator)) {
				this.found[start] = this.brackets.largestBelow(separator);
				this.found[end - 1] = this.brackets.smallestFrom(separator);
				return;
			}
			if (this.brackets.isSingleValue()) {
				Arrays.fill(this.found, start, end, this.brackets.floor());
				return;
			}
			bounds = next(start, end, size);
		}
	}

	private Bounds next(int start, int end, long previousSize) {
		long size = this.brackets.size();
		if (size <= this.buffer.length) {
			return new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, size);
		}
		boolean narrowed = size <= previousSize / 2;
		return narrowed ? this.pivots.enclose(new long[][] { ranks(start, end) })[0]
				: this.pivots.split(this.ranks[start]);
	}

	/** Tries to find ranks among the values between bounds. */
	private boolean found(int start, int end, Bounds bounds) {
		return bounds.expectedSize() <= this.buffer.length && gather(start, end, bounds);
	}

	private boolean gather(int start, int end, Bounds bounds) {
		long[] counts = new long[2];
		boolean fits = this.brackets.gather(bounds.lower(), bounds.upper(), this.buffer, counts);
		if (!fits || this.ranks[start] < counts[1] || this.ranks[end - 1] >= counts[0] + counts[1]) {
			return false;
		}
		int[] places = new int[end - start];
		Arrays.setAll(places, (i) -> (int) (this.ranks[start + i] - counts[1]));
		QuickSelect.select(this.buffer, (int) counts[0], places);
		for (int i = 0; i < places.length; i++) {
			this.found[start + i] = this.buffer[places[i]];
		}
		return true;
	}

}
