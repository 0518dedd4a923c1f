/**
 * The hall: the rolling window itself, shared by all threads, and what goes into it.
 */
@NullMarked
package io.eventstatistics.event;

import org.jspecify.annotations.NullMarked;
