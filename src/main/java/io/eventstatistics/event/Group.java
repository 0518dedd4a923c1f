package io.eventstatistics.event;

import org.jspecify.annotations.Nullable;

/**
 * What the window knows of the events of one series.
 *
 * @param series the name, or null for the events without one
 * @param snapshot of at least one event
 */
public record Group(@Nullable String series, Snapshot snapshot) {

}
