/**
 * Exact sums of doubles and of their squares, rounded once at the end.
 */
@NullMarked
package io.eventstatistics.window.sum;

import org.jspecify.annotations.NullMarked;
