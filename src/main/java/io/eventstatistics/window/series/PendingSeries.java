package io.eventstatistics.window.series;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The series that batches in flight will begin, each with the number of these batches.
 * O(1) a name. Not thread-safe.
 */
public final class PendingSeries {

	private final Map<String, Integer> batches = new HashMap<>();

	/**
	 * Adds the series of a batch.
	 * @param names the distinct names of the series
	 */
	public void add(Collection<String> names) {
		names.forEach((name) -> this.batches.merge(name, 1, Integer::sum));
	}

	/**
	 * Removes the series of a batch that was added.
	 * @param names the distinct names of the series
	 */
	public void remove(Collection<String> names) {
		names.forEach((name) -> this.batches.computeIfPresent(name, (any, count) -> (count > 1) ? count - 1 : null));
	}

	/** Returns the names of all series, a view. */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.batches.keySet());
	}

}
