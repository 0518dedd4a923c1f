package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

import io.eventstatistics.window.rank.Quantile.Position;

/**
 * Exact percentiles: the value at position {@code q * (n - 1)} of n sorted values,
 * interpolated linearly between two ranks (R's type 7, NumPy's default), and rounded
 * once, to the nearest double. Percentiles ascend with q, and are between the smallest
 * and the largest value. All percentiles are selected together.
 */
public final class Percentiles {

	private Percentiles() {
	}

	/**
	 * Returns percentiles of the values of many sorted columns; see
	 * {@link ColumnSelection} for time and memory.
	 * @param columns the columns, with at least one value in total
	 * @param quantiles the percentiles to return
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

	/**
	 * Returns percentiles of values in any order: O(values) for a few percentiles.
	 * @param values at least one, which are reordered
	 * @param quantiles the percentiles to return
	 * @return the percentiles, in the order of the quantiles
	 * @throws IllegalArgumentException if there are no values
	 */
	public static double[] ofUnsorted(double[] values, List<Quantile> quantiles) {
		int[] ranks = new int[2 * quantiles.size()];
		Position[] positions = new Position[quantiles.size()];
		for (int i = 0; i < positions.length; i++) {
			positions[i] = quantiles.get(i).position(values.length);
			ranks[2 * i] = (int) positions[i].rank();
			ranks[2 * i + 1] = (int) positions[i].upperRank();
		}
		Arrays.sort(ranks);
		QuickSelect.select(values, values.length, ranks);
		double[] percentiles = new double[positions.length];
		for (int i = 0; i < percentiles.length; i++) {
			percentiles[i] = positions[i].between(values[(int) positions[i].rank()],
					values[(int) positions[i].upperRank()]);
		}
		return percentiles;
	}

}
