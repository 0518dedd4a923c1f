package io.eventstatistics.event;

import org.jspecify.annotations.Nullable;

/**
 * The history of one series.
 *
 * @param series the name, or null for the unnamed series
 * @param history the history, of at least one event
 */
public record GroupHistory(@Nullable String series, History history) {

}
