package io.eventstatistics.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.Summary;
import io.eventstatistics.window.rank.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * A statistic that clients request by name. Immutable.
 *
 * @param name the name as sent
 * @param detailed whether the snapshot must include the distribution
 * @param quantile the quantile, or null for a statistic that is none
 * @param reading computes the statistic of a snapshot, NaN if there are no events
 */
record Statistic(String name, boolean detailed, @Nullable Quantile quantile, Function<Snapshot, Object> reading) {

	private static final int MAX_STATISTICS = 32;

	private static final Map<String, Statistic> NAMED = Stream
		.of(plain("count", (events) -> events.aggregate().summary().count()),
				plain("min", (events) -> orNaN(events, Summary::min)),
				plain("max", (events) -> orNaN(events, Summary::max)),
				plain("sum", (events) -> orNaN(events, (summary) -> summary.sum().toNumber())),
				plain("mean", (events) -> events.aggregate().summary().toStatistics().mean()),
				detailed("variance", (events) -> events.aggregate().variance()),
				detailed("stddev", (events) -> events.aggregate().standardDeviation()),
				plain("from", (events) -> events.from().toString()), plain("to", (events) -> events.to().toString()))
		.collect(Collectors.toMap(Statistic::name, Function.identity(), (left, right) -> left, LinkedHashMap::new));

	/** Other names of figures; the answer has the name that was requested. */
	private static final Map<String, String> ALIASES = Map.of("avg", "mean", "std", "stddev", "median", "p50");

	/** The statistics by default. */
	private static final List<Statistic> DEFAULT = Stream.of("count", "min", "max", "mean").map(NAMED::get).toList();

	private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,9})?)");

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	private static final String KNOWN = String.join(", ", NAMED.keySet())
			+ " and the percentiles p0 to p100, such as p50 or p99.9";

	/**
	 * Parses a list of names.
	 * @param names separated by commas, or null for the default ones
	 * @return the statistics, in the order of the names
	 * @throws InvalidQueryException if a name is unknown or repeated, or there are too
	 * many
	 */
	static List<Statistic> list(@Nullable String names) {
		if (names == null) {
			return DEFAULT;
		}
		List<Statistic> statistics = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (String name : names.split(",", -1)) {
			Statistic statistic = named(name.strip());
			if (!seen.add(statistic.name())) {
				throw new InvalidQueryException(
						"stats must have each figure once but has %s twice".formatted(statistic.name()));
			}
			statistics.add(statistic);
		}
		if (statistics.size() > MAX_STATISTICS) {
			throw new InvalidQueryException(
					"stats must have at most %s figures but has %s".formatted(MAX_STATISTICS, statistics.size()));
		}
		return List.copyOf(statistics);
	}

	/** Returns the figure of a snapshot, or null if there are no events. */
	@Nullable Object of(Snapshot events) {
		Object value = this.reading.apply(events);
		return (value instanceof Double number && number.isNaN()) ? null : value;
	}

	private static Statistic named(String name) {
		String alias = ALIASES.get(name);
		if (alias != null) {
			Statistic meant = named(alias);
			return new Statistic(name, meant.detailed(), meant.quantile(), meant.reading());
		}
		Statistic named = NAMED.get(name);
		if (named != null) {
			return named;
		}
		var percentile = PERCENTILE.matcher(name);
		if (percentile.matches() && new BigDecimal(percentile.group(1)).compareTo(HUNDRED) <= 0) {
			Quantile quantile = Quantile.ofPercentile(new BigDecimal(percentile.group(1)));
			return new Statistic(name, true, quantile, (events) -> events.aggregate().quantile(quantile));
		}
		throw new InvalidQueryException(
				"stats must be a list of figures but has %s: known are %s".formatted(Durations.quote(name), KNOWN));
	}

	private static Object orNaN(Snapshot events, Function<Summary, Object> statistic) {
		Summary summary = events.aggregate().summary();
		return (summary.count() == 0) ? Double.NaN : statistic.apply(summary);
	}

	private static Statistic plain(String name, Function<Snapshot, Object> reading) {
		return new Statistic(name, false, null, reading);
	}

	private static Statistic detailed(String name, Function<Snapshot, Object> reading) {
		return new Statistic(name, true, null, reading);
	}

}
