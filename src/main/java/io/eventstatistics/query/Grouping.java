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
 * Which of the series come first in an answer series by series, and how many. Immutable.
 *
 * @param figure by which the series are ordered, or null for their names
 * @param descending whether the greatest comes first
 * @param limit how many series are answered at most, 1 to 1,000
 */
record Grouping(@Nullable Statistic figure, boolean descending, int limit) {

	private static final String SERIES = "series";

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	/**
	 * Reads how a question is answered series by series.
	 * @param asked the parameters
	 * @param figures that are asked for
	 * @return the grouping, or null where all events are answered together
	 * @throws InvalidQueryException if it cannot be understood
	 */
	static @Nullable Grouping parse(QuestionParameters asked, List<Statistic> figures) {
		if (asked.by() == null) {
			requireAbsent("sort", asked.sort());
			requireAbsent("limit", asked.limit());
			return null;
		}
		if (!SERIES.equals(asked.by())) {
			throw new InvalidQueryException("by must be series but was " + Durations.quote(asked.by()));
		}
		String sort = Objects.requireNonNullElse(asked.sort(), SERIES).strip();
		boolean descending = sort.startsWith("-");
		String name = descending ? sort.substring(1) : sort;
		return new Grouping(SERIES.equals(name) ? null : figure(name, figures), descending,
				limit(asked.limit(), DEFAULT_LIMIT));
	}

	/**
	 * Reads how many of a list are answered at most.
	 * @throws InvalidQueryException if it is not from 1 to 1,000
	 */
	static int limit(@Nullable String text, int absent) {
		if (text == null) {
			return absent;
		}
		int limit = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new InvalidQueryException(
					"limit must be a whole number from 1 to %s but was %s".formatted(MAX_LIMIT, Durations.quote(text)));
		}
		return limit;
	}

	private static void requireAbsent(String name, @Nullable String text) {
		if (text != null) {
			throw new InvalidQueryException(
					"%s is for answers series by series but by is missing: add by=series".formatted(name));
		}
	}

	private static Statistic figure(String name, List<Statistic> figures) {
		return figures.stream()
			.filter((figure) -> figure.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new InvalidQueryException(
					"sort must be series or a figure that is asked for, with - before it for descending, but names %s: there are series, %s"
						.formatted(Durations.quote(name),
								String.join(", ", figures.stream().map(Statistic::name).toList()))));
	}

	/**
	 * Returns the series that are answered: O(groups), and one percentile for each where
	 * that is the order.
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

	/** Those without a value are last, the events without a name too. */
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

	/** Two of the same figure at the same place order series alike. */
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
	 * A series and its place.
	 *
	 * @param group the series
	 * @param key by which it is ordered, or null if it has none
	 */
	private record Ranked(Group group, @Nullable Object key) {

		@Nullable String series() {
			return this.group.series();
		}

	}

}
