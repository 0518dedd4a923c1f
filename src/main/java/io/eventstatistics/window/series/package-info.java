/**
 * A window for each named series, and one for the events without a name: the index of
 * series by name and by next expiry, and the events of a batch by series.
 */
@NullMarked
package io.eventstatistics.window.series;

import org.jspecify.annotations.NullMarked;
