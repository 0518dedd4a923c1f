package io.eventstatistics.window.series;

import io.eventstatistics.window.Run;
import org.jspecify.annotations.Nullable;

/**
 * The events of a batch that belong to one series.
 *
 * @param series the name, or null for the unnamed series
 * @param run at least one event, unless the batch has none
 */
public record SeriesRun(@Nullable String series, Run run) {

}
