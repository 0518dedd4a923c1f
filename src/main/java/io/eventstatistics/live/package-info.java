/**
 * The balcony: the window's figures, as they move, for all who watch.
 *
 * <pre>
 *   ticker --&gt; LiveFeed --one snapshot--&gt; Frame --&gt; Subscriber: a slot --&gt; socket
 *                                          |
 *                                          +-----&gt; Subscriber: a slot --&gt; socket
 * </pre>
 */
@NullMarked
package io.eventstatistics.live;

import org.jspecify.annotations.NullMarked;
