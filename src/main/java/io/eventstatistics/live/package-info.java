/**
 * Live streams of the window's statistics, as server-sent events or over a WebSocket. A
 * {@code LiveFeed} takes one snapshot a tick and offers it as one {@code Frame} to all of
 * its subscribers.
 */
@NullMarked
package io.eventstatistics.live;

import org.jspecify.annotations.NullMarked;
