package io.eventstatistics.event;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot of one series.
 *
 * @param series the name, or null for the unnamed series
 * @param snapshot the snapshot, of at least one event
 */
public record Group(@Nullable String series, Snapshot snapshot) {

}
