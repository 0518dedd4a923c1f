/**
 * Exact percentiles: sorting of columns, selection by rank over many sorted columns, and
 * interpolation with one rounding.
 */
@NullMarked
package io.eventstatistics.window.rank;

import org.jspecify.annotations.NullMarked;
