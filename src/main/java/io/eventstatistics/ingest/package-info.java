/**
 * Request bodies: limits on their number, rate, size and events, and decompression.
 * Parsing is in {@link io.eventstatistics.ingest.parse}.
 */
@NullMarked
package io.eventstatistics.ingest;

import org.jspecify.annotations.NullMarked;
