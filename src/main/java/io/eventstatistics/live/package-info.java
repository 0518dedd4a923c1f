/**
 * Streams the statistics of the window to subscribers, as server-sent events or over a
 * WebSocket.
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
