/**
 * A window of events that have the names of series, and windows by name beside it: what
 * holds them, which of them lose events next, and the columns of a batch that go to each.
 */
@NullMarked
package io.eventstatistics.window.series;

import org.jspecify.annotations.NullMarked;
