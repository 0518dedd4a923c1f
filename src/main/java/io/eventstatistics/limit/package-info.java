/**
 * Limits how many events each client may send, by token buckets. Optional; off by
 * default.
 */
@NullMarked
package io.eventstatistics.limit;

import org.jspecify.annotations.NullMarked;
