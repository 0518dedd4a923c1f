/**
 * Admits the bodies of requests: how many at once, how fast, how many bytes and events,
 * and what decompresses them. Parsing is in {@link io.eventstatistics.ingest.parse}.
 */
@NullMarked
package io.eventstatistics.ingest;

import org.jspecify.annotations.NullMarked;
