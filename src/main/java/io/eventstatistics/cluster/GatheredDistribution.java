package io.eventstatistics.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import io.eventstatistics.window.Summary;
import io.eventstatistics.window.rank.Bin;
import io.eventstatistics.window.rank.BinEdges;
import io.eventstatistics.window.rank.Distribution;
import io.eventstatistics.window.rank.Extremes;
import io.eventstatistics.window.rank.PartSelection;
import io.eventstatistics.window.rank.PartSelection.Range;
import io.eventstatistics.window.rank.Quantile;
import io.eventstatistics.window.rank.Scale;
import io.eventstatistics.window.rank.Survey;
import io.eventstatistics.window.sum.SquareSum;

/**
 * The distribution of values that are in several parts. Quantiles and histograms that
 * were not asked for in advance take rounds of their own. Not thread-safe.
 */
final class GatheredDistribution implements Distribution {

	private final AggregateKey key;

	private final Summary summary;

	private final SquareSum squares;

	private final Rounds rounds;

	private final Map<Quantile, Double> quantiles = new HashMap<>();

	GatheredDistribution(AggregateKey key, Summary summary, SquareSum squares, Rounds rounds) {
		this.key = key;
		this.summary = summary;
		this.squares = squares;
		this.rounds = rounds;
	}

	@Override
	public SquareSum squares() {
		return this.squares;
	}

	@Override
	public void select(Collection<Quantile> wanted) {
		List<Quantile> unknown = wanted.stream()
			.distinct()
			.filter((quantile) -> !this.quantiles.containsKey(quantile))
			.toList();
		if (!unknown.isEmpty()) {
			PartSelection selection = selection(unknown);
			this.rounds.run(Map.of(this.key, selection));
			selected(unknown, selection);
		}
	}

	/** Returns a selection that {@link Rounds} can run. */
	PartSelection selection(Collection<Quantile> wanted) {
		return new PartSelection(this.summary.count(), wanted);
	}

	/** Takes the result of a selection. */
	void selected(Collection<Quantile> wanted, PartSelection selection) {
		wanted.forEach((quantile) -> this.quantiles.put(quantile, selection.quantile(quantile)));
	}

	@Override
	public double selected(Quantile q) {
		return this.quantiles.getOrDefault(q, Double.NaN);
	}

	@Override
	public List<Bin> histogram(Scale scale, int bins) {
		double[] edges = BinEdges.of(scale, extremes(scale), bins);
		List<Ranges.OfAggregate> inner = new ArrayList<>();
		for (int i = 1; i < edges.length - 1; i++) {
			inner.add(new Ranges.OfAggregate(this.key, new Range(edges[i], edges[i])));
		}
		List<List<Survey>> surveys = inner.isEmpty() ? List.of() : this.rounds.survey(inner);
		List<Bin> result = new ArrayList<>();
		long counted = 0;
		for (int i = 1; i < edges.length; i++) {
			long below = (i < edges.length - 1) ? surveys.get(i - 1).stream().mapToLong(Survey::below).sum()
					: this.summary.count();
			result.add(new Bin(edges[i - 1], edges[i], below - counted));
			counted = below;
		}
		return result;
	}

	private Extremes extremes(Scale scale) {
		double negative = Double.NEGATIVE_INFINITY;
		double positive = Double.POSITIVE_INFINITY;
		if (scale == Scale.LOG) {
			List<List<Survey>> signs = this.rounds
				.survey(List.of(new Ranges.OfAggregate(this.key, new Range(Double.NEGATIVE_INFINITY, 0)),
						new Ranges.OfAggregate(this.key, new Range(Double.MIN_VALUE, Double.POSITIVE_INFINITY))));
			negative = marks(signs.get(0), (marks) -> marks[marks.length - 1]).max().orElse(negative);
			positive = marks(signs.get(1), (marks) -> marks[0]).min().orElse(positive);
		}
		return new Extremes(this.summary.min(), negative, positive, this.summary.max());
	}

	private static DoubleStream marks(List<Survey> surveys, ToDoubleFunction<double[]> mark) {
		return surveys.stream().map(Survey::marks).filter((marks) -> marks.length > 0).mapToDouble(mark);
	}

}
