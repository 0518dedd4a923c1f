package io.eventstatistics.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import io.eventstatistics.window.series.SeriesWindow;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of series that have events in the window, at one instant.
 *
 * @param series the series, ascending by name
 * @param held the number of series that have events, including those not listed
 * @param capacity the largest number of series with events
 * @param next the name after which the list continues; null at its end
 */
public record SeriesPage(List<HeldSeries> series, int held, int capacity, @Nullable String next) {

	/** Returns the first series after a name, if any: O(series log limit). */
	static SeriesPage of(SeriesWindows windows, String prefix, @Nullable String after, int limit, int capacity) {
		windows.removeExpired();
		PriorityQueue<HeldSeries> last = new PriorityQueue<>(
				Comparator.comparing(HeldSeries::series, Comparator.reverseOrder()));
		windows.forEach((series) -> {
			String name = String.valueOf(series.name());
			HeldSeries first = last.peek();
			boolean late = last.size() > limit && first != null && name.compareTo(first.series()) > 0;
			if (name.startsWith(prefix) && (after == null || name.compareTo(after) > 0) && !late) {
				last.add(held(name, series));
				if (last.size() > limit + 1) {
					last.poll();
				}
			}
		});
		List<HeldSeries> page = new ArrayList<>(last);
		page.sort(Comparator.comparing(HeldSeries::series));
		boolean more = page.size() > limit;
		List<HeldSeries> listed = Collections.unmodifiableList(more ? page.subList(0, limit) : page);
		return new SeriesPage(listed, windows.size(), capacity, more ? listed.get(limit - 1).series() : null);
	}

	private static HeldSeries held(String name, SeriesWindow series) {
		return new HeldSeries(name, series.window().held(), EpochNanos.toInstant(series.window().newest()));
	}

}
