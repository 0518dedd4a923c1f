/**
 * Pure, single-threaded data structures of a rolling window, from the exact sum up to the
 * window. They know neither clock nor lock nor framework: the caller passes the time and
 * holds the lock.
 * <ul>
 * <li>{@link io.eventstatistics.window.SlidingWindow} works on the service's deque of
 * panes; its {@code StagingBuffer} holds events on their way to a slot.</li>
 * <li>{@link io.eventstatistics.window.Pane} is a span of time as up to 256
 * {@code Slot}s; a slot has up to 4,096 events as {@code Column}s.</li>
 * <li>{@link io.eventstatistics.window.Summary} is count, min, max and exact sum: a
 * commutative monoid. A {@code SuffixSummary} caches that of the slots after one, an
 * {@code EdgeIndex} that of the events after an edge within a slot.</li>
 * <li>{@link io.eventstatistics.window.Aggregate} and
 * {@link io.eventstatistics.window.Timeline} are what a question gathers.</li>
 * </ul>
 */
@NullMarked
package io.eventstatistics.window;

import org.jspecify.annotations.NullMarked;
