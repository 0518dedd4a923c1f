/**
 * Sums without rounding: of doubles and of their squares, and how they are rounded in the
 * end, once.
 */
@NullMarked
package io.eventstatistics.window.sum;

import org.jspecify.annotations.NullMarked;
