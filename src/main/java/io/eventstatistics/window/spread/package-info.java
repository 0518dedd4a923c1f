/**
 * How values spread: the exact sum of their squares and a quantile sketch, in a form to
 * add to and in one to keep.
 */
@NullMarked
package io.eventstatistics.window.spread;

import org.jspecify.annotations.NullMarked;
