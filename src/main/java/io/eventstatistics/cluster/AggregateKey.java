package io.eventstatistics.cluster;

import java.util.Comparator;

import io.eventstatistics.event.SeriesName;
import org.jspecify.annotations.Nullable;

/**
 * Names an aggregate of an answer. Ordered by series, the unnamed one first, then by
 * step.
 *
 * @param group the name of the series; empty for the unnamed one, {@code *} for all
 * selected events
 * @param step the index of the step, or 0 if there are no steps
 */
public record AggregateKey(String group, int step) implements Comparable<AggregateKey> {

	/** The group of all selected events, which is no name of a series. */
	static final String ALL = "*";

	private static final String UNNAMED = "";

	private static final Comparator<AggregateKey> ORDER = Comparator.comparing(AggregateKey::group)
		.thenComparingInt(AggregateKey::step);

	/**
	 * Creates a key.
	 * @throws IllegalArgumentException if the group is invalid
	 */
	public AggregateKey {
		if (!group.equals(ALL) && !SeriesName.isValidPrefix(group)) {
			throw new IllegalArgumentException("a group is no series");
		}
	}

	/** Returns the key of all selected events. */
	public static AggregateKey all(int step) {
		return new AggregateKey(ALL, step);
	}

	/** Returns the key of a series, or of the events without one. */
	public static AggregateKey of(@Nullable String series, int step) {
		return new AggregateKey((series != null) ? series : UNNAMED, step);
	}

	/** Returns the name of the series, or null for the unnamed one. */
	@Nullable String series() {
		return this.group.equals(UNNAMED) ? null : this.group;
	}

	/** Returns whether this names all selected events. */
	boolean isAll() {
		return this.group.equals(ALL);
	}

	@Override
	public int compareTo(AggregateKey other) {
		return ORDER.compare(this, other);
	}

}
