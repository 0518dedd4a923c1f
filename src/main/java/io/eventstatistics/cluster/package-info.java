/**
 * A window split into parts: the answer of each part to a question at one instant, and
 * their merge to the answer of one window that holds the events of all, to the last bit.
 *
 * <pre>
 *   PartialQuestion --&gt; Part (one for each part)       asOf: the same instant for all
 *                        |  Partial: count, min, max, exact sums
 *                        v
 *                      Merge --&gt; Snapshot, Groups, History
 *                        |  Ranges                ^
 *                        v                        |  rounds, only for percentiles
 *                      Part --&gt; Surveys ----------+  and histograms
 * </pre>
 *
 * A partial aggregate is a commutative monoid, so it does not matter how events are split
 * and in which order parts are merged; figures are rounded once, after the merge.
 */
@NullMarked
package io.eventstatistics.cluster;

import org.jspecify.annotations.NullMarked;
