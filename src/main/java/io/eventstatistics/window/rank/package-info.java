/**
 * Exact percentiles and histograms: sorting of columns, selection by rank and counting
 * over many sorted columns, and interpolation with one rounding.
 */
@NullMarked
package io.eventstatistics.window.rank;

import org.jspecify.annotations.NullMarked;
