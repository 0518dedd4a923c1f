/**
 * The cellar: the window's pure, single-threaded data structures, from the exact sum up
 * to the pane. They know neither clock nor lock nor framework; whoever uses them says
 * what time it is and holds the lock.
 *
 * <pre>
 *  EventService's deque   [ Pane | Pane | Pane | ... | Pane ]      one slice of time each
 *  Pane                   [ Slot | Slot | ... | Slot ] + Summary   sixty slots
 *  Slot                   [ Chunk -&gt; Chunk -&gt; ... ]    + Summary   raw columns
 *  Summary                count, min, max, ExactSum                a commutative monoid
 *  Distribution           SquareSum, quantile sketch               another, lifted when asked for
 *  Timeline               Aggregates of both, step by step         what a question gathers
 *  Statistics             the figures read off a Summary           immutable
 * </pre>
 */
@NullMarked
package io.eventstatistics.window;

import org.jspecify.annotations.NullMarked;
