package io.eventstatistics.window.rank;

import java.util.Collection;
import java.util.List;

import io.eventstatistics.window.sum.SquareSum;

/**
 * How the values of some events are distributed: the sum of their squares, quantiles and
 * histograms, all exact. Not thread-safe.
 */
public interface Distribution {

	/**
	 * Returns the sum of the squares of all values.
	 * @return the sum, exact
	 */
	SquareSum squares();

	/**
	 * Selects quantiles in one pass; there must be at least one value.
	 * @param wanted the quantiles that {@link #selected} will return
	 */
	void select(Collection<Quantile> wanted);

	/**
	 * Returns a quantile that was selected.
	 * @param q the quantile
	 * @return the nearest double; NaN if the quantile was not selected
	 */
	double selected(Quantile q);

	/**
	 * Counts the values in bins between the smallest and the greatest.
	 * @param scale how the edges are spaced
	 * @param bins the largest number of bins, for {@link Scale#LOG} of positive and of
	 * negative values, 1 or more
	 * @return the bins, ascending, with exact counts; none if there are no values
	 */
	List<Bin> histogram(Scale scale, int bins);

}
