/**
 * Pure, single-threaded data structures of a rolling window, from the exact sum up to the
 * window. They know neither clock nor lock nor framework: the caller passes the time and
 * holds the lock.
 * <ul>
 * <li>{@link io.eventstatistics.window.SlidingWindow} works on the service's deque of
 * panes, by way of {@code PaneDeque}; its {@code StagingBuffer} holds events on their way
 * to a slot, and {@code Settler} brings them there.</li>
 * <li>{@link io.eventstatistics.window.Pane} is a span of time as up to 256 {@code Slot}s
 * in a {@code SlotTable}; a slot has up to 4,096 events in a {@code ColumnList}.</li>
 * <li>{@link io.eventstatistics.window.Summary} is count, min, max and exact sum: a
 * commutative monoid. A {@code SuffixSummary} caches that of the slots after one, an
 * {@code EdgeIndex} that of the events after an edge within a slot.</li>
 * <li>{@link io.eventstatistics.window.Aggregate} and
 * {@link io.eventstatistics.window.Timeline} are what a question gathers.</li>
 * <li>{@code series} holds a window a series beside that of the events without a name;
 * {@link io.eventstatistics.window.SlidingWindow#sibling()} lets them share memory.</li>
 * </ul>
 */
@NullMarked
package io.eventstatistics.window;

import org.jspecify.annotations.NullMarked;
