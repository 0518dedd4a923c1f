package io.eventstatistics.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.HashSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.Summary;
import io.eventstatistics.window.rank.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * A figure that can be asked for by its name. Immutable.
 *
 * @param name as the client writes it
 * @param detailed whether the snapshot must have details
 * @param quantile which percentile the figure is, or null for another figure
 * @param reading reads it off a snapshot, NaN where there are no events
 */
record Figure(String name, boolean detailed, @Nullable Quantile quantile, Function<Snapshot, Object> reading) {

	private static final int MAX_FIGURES = 32;

	private static final Map<String, Figure> NAMED = Stream
		.of(plain("count", (events) -> events.aggregate().summary().count()),
				plain("min", (events) -> orNaN(events, Summary::min)),
				plain("max", (events) -> orNaN(events, Summary::max)),
				plain("sum", (events) -> orNaN(events, (summary) -> summary.sum().toNumber())),
				plain("mean", (events) -> events.aggregate().summary().toStatistics().mean()),
				detailed("variance", (events) -> events.aggregate().variance()),
				detailed("stddev", (events) -> events.aggregate().standardDeviation()),
				plain("from", (events) -> events.from().toString()), plain("to", (events) -> events.to().toString()))
		.collect(Collectors.toMap(Figure::name, Function.identity(), (left, right) -> left, LinkedHashMap::new));

	/** Other names for a figure, which is answered under the name asked for. */
	private static final Map<String, String> ALIASES = Map.of("avg", "mean", "std", "stddev", "median", "p50");

	/** Without being asked for any. */
	private static final List<Figure> DEFAULT = Stream.of("count", "min", "max", "mean").map(NAMED::get).toList();

	private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,9})?)");

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	private static final String KNOWN = String.join(", ", NAMED.keySet())
			+ " and the percentiles p0 to p100, such as p50 or p99.9";

	/**
	 * Reads a list of names.
	 * @param names separated by commas, or null for the default ones
	 * @return the figures, in that order
	 * @throws InvalidQueryException if a name is not known or given twice, or there are
	 * too many
	 */
	static List<Figure> list(@Nullable String names) {
		if (names == null) {
			return DEFAULT;
		}
		List<Figure> figures = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (String name : names.split(",", -1)) {
			Figure figure = named(name.strip());
			if (!seen.add(figure.name())) {
				throw new InvalidQueryException(
						"stats must name each figure once but names %s twice".formatted(figure.name()));
			}
			figures.add(figure);
		}
		if (figures.size() > MAX_FIGURES) {
			throw new InvalidQueryException(
					"stats must name at most %s figures but names %s".formatted(MAX_FIGURES, figures.size()));
		}
		return List.copyOf(figures);
	}

	/** Returns the figure of a snapshot, or null where there are no events. */
	@Nullable Object of(Snapshot events) {
		Object value = this.reading.apply(events);
		return (value instanceof Double number && number.isNaN()) ? null : value;
	}

	private static Figure named(String name) {
		String alias = ALIASES.get(name);
		if (alias != null) {
			Figure meant = named(alias);
			return new Figure(name, meant.detailed(), meant.quantile(), meant.reading());
		}
		Figure named = NAMED.get(name);
		if (named != null) {
			return named;
		}
		var percentile = PERCENTILE.matcher(name);
		if (percentile.matches() && new BigDecimal(percentile.group(1)).compareTo(HUNDRED) <= 0) {
			Quantile quantile = Quantile.ofPercentile(new BigDecimal(percentile.group(1)));
			return new Figure(name, true, quantile, (events) -> events.aggregate().quantile(quantile));
		}
		throw new InvalidQueryException(
				"stats must be a list of figures but names %s: there are %s".formatted(Durations.quote(name), KNOWN));
	}

	private static Object orNaN(Snapshot events, Function<Summary, Object> figure) {
		Summary summary = events.aggregate().summary();
		return (summary.count() == 0) ? Double.NaN : figure.apply(summary);
	}

	private static Figure plain(String name, Function<Snapshot, Object> reading) {
		return new Figure(name, false, null, reading);
	}

	private static Figure detailed(String name, Function<Snapshot, Object> reading) {
		return new Figure(name, true, null, reading);
	}

}
