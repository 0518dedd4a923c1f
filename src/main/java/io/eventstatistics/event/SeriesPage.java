package io.eventstatistics.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the list of series that have events in the window, all of one instant.
 *
 * @param series by name, ascending by character
 * @param held how many series have events, those that are not listed too
 * @param capacity how many series may have events at once
 * @param next the name after which the list goes on; null at its end
 */
public record SeriesPage(List<HeldSeries> series, int held, int capacity, @Nullable String next) {

}
