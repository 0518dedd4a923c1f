/**
 * The desk: what can be asked of the window, by what name, and how it is put into words
 * and numbers.
 */
@NullMarked
package io.eventstatistics.query;

import org.jspecify.annotations.NullMarked;
