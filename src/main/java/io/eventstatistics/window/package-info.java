/**
 * Pure, single-threaded data structures of a rolling window, from the exact sum up to the
 * window. They use no clock, lock or framework: the caller passes the time and holds the
 * lock.
 * <ul>
 * <li>{@link io.eventstatistics.window.SlidingWindow} works on the service's deque of
 * panes, through {@code PaneDeque}. Its {@code StagingBuffer} holds recorded events until
 * {@code Settler} moves them to their slots.</li>
 * <li>{@link io.eventstatistics.window.Pane} is a span of time of up to 256 {@code Slot}s
 * in a {@code SlotTable}; a slot has up to 4,096 events in a {@code ColumnList}.</li>
 * <li>{@link io.eventstatistics.window.Summary} is count, min, max and exact sum: a
 * commutative monoid. A {@code SuffixSummary} caches the summary of all later slots, an
 * {@code EdgeIndex} the summary of the later events within a slot.</li>
 * <li>{@link io.eventstatistics.window.Aggregate} and
 * {@link io.eventstatistics.window.Timeline} are the results of a query.</li>
 * <li>{@code series} has a window for each named series and one for the events without a
 * name; {@link io.eventstatistics.window.SlidingWindow#sibling()} lets windows share
 * memory.</li>
 * </ul>
 */
@NullMarked
package io.eventstatistics.window;

import org.jspecify.annotations.NullMarked;
