package io.eventstatistics.event;

import org.jspecify.annotations.Nullable;

/**
 * What the window knows of the events of one series, step by step.
 *
 * @param series the name, or null for the events without one
 * @param history of at least one event
 */
public record GroupHistory(@Nullable String series, History history) {

}
