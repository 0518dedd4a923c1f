package io.eventstatistics.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

import io.eventstatistics.event.Group;
import io.eventstatistics.event.Groups;
import org.jspecify.annotations.Nullable;

/**
 * The order and the number of the series in an answer by series. Immutable.
 *
 * @param figure the figure that orders the series, or null to order by name
 * @param descending whether the greatest is first
 * @param limit the largest number of series in the answer, 1 to 1,000
 */
record Grouping(@Nullable Statistic figure, boolean descending, int limit) {

	private static final String SERIES = "series";

	private static final int DEFAULT_LIMIT = 100;

	/** The largest number of series in an answer. */
	static final int MAX_LIMIT = 1000;

	/**
	 * Parses the grouping of a question.
	 * @param parameters the parameters
	 * @param figures the requested figures
	 * @return the grouping, or null for one answer for all events
	 * @throws InvalidQueryException if a parameter is invalid
	 */
	static @Nullable Grouping parse(QuestionParameters parameters, List<Statistic> figures) {
		if (parameters.by() == null) {
			requireAbsent("sort", parameters.sort());
			requireAbsent("limit", parameters.limit());
			return null;
		}
		if (!SERIES.equals(parameters.by())) {
			throw new InvalidQueryException("by must be series but was " + Durations.quote(parameters.by()));
		}
		String sort = Objects.requireNonNullElse(parameters.sort(), SERIES).strip();
		boolean descending = sort.startsWith("-");
		String name = descending ? sort.substring(1) : sort;
		return new Grouping(SERIES.equals(name) ? null : figure(name, figures), descending,
				WholeNumbers.parse("limit", parameters.limit(), MAX_LIMIT, DEFAULT_LIMIT));
	}

	private static void requireAbsent(String name, @Nullable String text) {
		if (text != null) {
			throw new InvalidQueryException(
					"%s applies only to answers by series but by is missing: add by=series".formatted(name));
		}
	}

	private static Statistic figure(String name, List<Statistic> figures) {
		return figures.stream()
			.filter((figure) -> figure.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new InvalidQueryException(
					"sort must be series or a requested figure, with a leading - for descending order, but was %s: possible are series, %s"
						.formatted(Durations.quote(name),
								String.join(", ", figures.stream().map(Statistic::name).toList()))));
	}

	/**
	 * Returns the first series in this order. O(groups log limit), plus one selection of
	 * a percentile for each group if a percentile is the order.
	 */
	List<Group> first(Groups groups) {
		Comparator<Ranked> order = order();
		PriorityQueue<Ranked> kept = new PriorityQueue<>(order.reversed());
		for (Group group : groups.groups()) {
			Ranked ranked = new Ranked(group,
					(this.figure != null) ? this.figure.of(group.snapshot()) : group.series());
			if (kept.size() < this.limit) {
				kept.add(ranked);
			}
			else if (order.compare(ranked, kept.element()) < 0) {
				kept.remove();
				kept.add(ranked);
			}
		}
		List<Ranked> first = new ArrayList<>(kept);
		first.sort(order);
		return first.stream().map(Ranked::group).toList();
	}

	/** Orders groups; groups without a value and the unnamed series are last. */
	private Comparator<Ranked> order() {
		Comparator<Object> values = this.descending ? (left, right) -> compare(right, left) : Grouping::compare;
		return Comparator.comparing(Ranked::key, Comparator.nullsLast(values))
			.thenComparing(Ranked::series, Comparator.nullsLast(Comparator.naturalOrder()));
	}

	private static int compare(Object left, Object right) {
		if (left instanceof String text && right instanceof String other) {
			return text.compareTo(other);
		}
		if (left instanceof Long number && right instanceof Long other) {
			return number.compareTo(other);
		}
		if (left instanceof Double number && right instanceof Double other) {
			return number.compareTo(other);
		}
		return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
	}

	/** Groupings are equal if they order by a figure of the same name. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Grouping that && Objects.equals(name(), that.name())
				&& this.descending == that.descending && this.limit == that.limit;
	}

	@Override
	public int hashCode() {
		return Objects.hash(name(), this.descending, this.limit);
	}

	private @Nullable String name() {
		return (this.figure != null) ? this.figure.name() : null;
	}

	/**
	 * A series and its sort key.
	 *
	 * @param group the series
	 * @param key the sort key, or null if it has none
	 */
	private record Ranked(Group group, @Nullable Object key) {

		@Nullable String series() {
			return this.group.series();
		}

	}

}
