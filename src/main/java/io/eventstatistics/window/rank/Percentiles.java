package io.eventstatistics.window.rank;

import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

import io.eventstatistics.window.rank.Quantile.Position;

/**
 * Exact percentiles of the values of many sorted columns.
 */
public final class Percentiles {

	private Percentiles() {
	}

	/**
	 * Returns percentiles: the value at position {@code q * (n - 1)} of the n sorted
	 * values, interpolated linearly between two ranks (R's type 7, NumPy's default), and
	 * rounded once, to the nearest double. So percentiles ascend with q and lie between
	 * the smallest and the largest value. All are selected together; see
	 * {@link ColumnSelection} for time and memory.
	 * @param columns the columns, with at least one value together
	 * @param quantiles which percentiles
	 * @return the percentiles, in the order of the quantiles
	 * @throws IllegalArgumentException if there are no values
	 */
	public static double[] of(Collection<SortedColumn> columns, List<Quantile> quantiles) {
		long count = columns.stream().mapToLong(SortedColumn::size).sum();
		List<Position> positions = quantiles.stream().map((quantile) -> quantile.position(count)).toList();
		long[] ranks = positions.stream()
			.flatMapToLong((position) -> LongStream.of(position.rank(), position.upperRank()))
			.toArray();
		double[] values = ColumnSelection.select(columns, ranks);
		double[] percentiles = new double[quantiles.size()];
		for (int i = 0; i < percentiles.length; i++) {
			percentiles[i] = positions.get(i).between(values[2 * i], values[2 * i + 1]);
		}
		return percentiles;
	}

}
