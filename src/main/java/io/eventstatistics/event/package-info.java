/**
 * The rolling window, shared by all threads: EventService, its lock and clock, and what
 * goes in and comes out.
 */
@NullMarked
package io.eventstatistics.event;

import org.jspecify.annotations.NullMarked;
