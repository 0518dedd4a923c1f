package io.eventstatistics.window.rank;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Exact counts of the values of many sorted columns between edges: one binary search for
 * each edge and column, in what the last edge left of the column.
 */
final class Histogram {

	private final SortedColumn[] columns;

	/** For each column the first value that is not counted yet. */
	private int[] starts;

	private int[] places;

	private final int[] ends;

	private long left;

	private Histogram(Collection<SortedColumn> columns) {
		this.columns = columns.toArray(new SortedColumn[0]);
		this.starts = new int[this.columns.length];
		this.places = new int[this.columns.length];
		this.ends = new int[this.columns.length];
		for (int i = 0; i < this.columns.length; i++) {
			this.starts[i] = this.columns[i].from;
			this.ends[i] = this.columns[i].to;
			this.left += this.columns[i].size();
		}
	}

	/**
	 * Returns the bins of values.
	 * @param columns the columns, with at least one value together
	 * @param scale how the edges are spaced
	 * @param bins the largest number of bins, for {@link Scale#LOG} of positive and of
	 * negative values, 1 or more
	 * @return the bins, ascending, each beginning where the last one ends
	 */
	static List<Bin> of(Collection<SortedColumn> columns, Scale scale, int bins) {
		Histogram histogram = new Histogram(columns);
		Brackets values = new Brackets(histogram.columns);
		boolean bySign = scale == Scale.LOG;
		Extremes extremes = new Extremes(values.smallestFrom(Double.NEGATIVE_INFINITY),
				bySign ? values.largestBelow(0) : Double.NEGATIVE_INFINITY,
				bySign ? values.smallestFrom(Double.MIN_VALUE) : Double.POSITIVE_INFINITY,
				values.largestBelow(Double.POSITIVE_INFINITY));
		return histogram.count(BinEdges.of(scale, extremes, bins));
	}

	private List<Bin> count(double[] edges) {
		List<Bin> bins = new ArrayList<>(edges.length - 1);
		for (int i = 1; i < edges.length; i++) {
			long count = (i < edges.length - 1) ? takeBelow(edges[i]) : this.left;
			bins.add(new Bin(edges[i - 1], edges[i], count));
		}
		return bins;
	}

	private long takeBelow(double edge) {
		long count = new ColumnSearch(this.columns).search(0, this.columns.length, edge, this.starts, this.ends,
				this.places);
		int[] counted = this.starts;
		this.starts = this.places;
		this.places = counted;
		this.left -= count;
		return count;
	}

}
